import Link from 'next/link'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { Lesson, TrackStep } from '#lib/lessons/lesson.ts'

export function StepLinks({ lesson: { previous, next, track } }: { lesson: Lesson }) {
  return (
    <nav aria-label="Previous and next step" className="step-links">
      {previous ? <StepLink step={previous} trackSlug={track.slug} direction="previous" /> : <span />}
      {next ? <StepLink step={next} trackSlug={track.slug} direction="next" /> : <span />}
    </nav>
  )
}

function StepLink({ step, trackSlug, direction }: { step: TrackStep; trackSlug: string; direction: 'previous' | 'next' }) {
  const words = direction === 'next' ? 'Next' : 'Previous'
  const label = (
    <>
      <span className="flex items-center gap-1.5 text-sm text-muted">
        {direction === 'previous' ? <Icon name="arrow-previous" /> : null}
        {`${words}: step ${step.number}`}
        {direction === 'next' ? <Icon name="arrow-next" /> : null}
      </span>
      <span className="font-semibold">{step.title}</span>
      {step.lesson ? null : <span className="text-sm text-muted">Not written yet</span>}
    </>
  )
  if (!step.lesson) return <div className={`step-link step-link-${direction}`}>{label}</div>
  return (
    <Link
      href={lessonPath(trackSlug, step.slug)}
      prefetch={false}
      rel={direction === 'next' ? 'next' : 'prev'}
      className={`step-link step-link-${direction}`}
    >
      {label}
    </Link>
  )
}
