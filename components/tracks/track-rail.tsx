import Link from 'next/link'
import { PartList } from '#components/lessons/frame/part-list.tsx'
import type { LessonPart } from '#components/lessons/lesson-parts.ts'
import { lessonPath, moduleLetter } from '#components/lessons/lesson-words.ts'
import { StepMark } from '#components/progress/step-mark.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Track, TrackStep } from '#lib/lessons/lesson.ts'

/**
 * The track beside the lesson: a column on wide pages, a drawer on others. The module of this step is open, and the parts
 * of the page stand under the step.
 */
export function TrackRail({ track, current, parts }: { track: Track; current: string; parts: LessonPart[] }) {
  return (
    <nav id="track-rail" popover="auto" className="track-rail" aria-label={`Steps of ${track.title}`}>
      <div className="rail-head">
        <Link href={`/learn/${track.slug}`} prefetch={false} className="plain-link font-semibold">
          {track.title}
        </Link>
        <button
          type="button"
          className="button button-quiet icon-button"
          popoverTarget="track-rail"
          popoverTargetAction="hide"
          aria-label="Close the list of steps"
        >
          <Icon name="close" />
        </button>
      </div>
      {track.modules.map((module, index) => (
        <details key={module.id} open={module.steps.some((step) => step.slug === current)} className="rail-module">
          <summary>{`${moduleLetter(index)}. ${module.title}`}</summary>
          <ol>
            {module.steps.map((step) => (
              <li key={step.slug}>
                <RailStep step={step} trackSlug={track.slug} isCurrent={step.slug === current} />
                {step.slug === current ? <PartList parts={parts} /> : null}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </nav>
  )
}

function RailStep({ step, trackSlug, isCurrent }: { step: TrackStep; trackSlug: string; isCurrent: boolean }) {
  if (!step.lesson)
    return (
      <span className="rail-step rail-step-open">
        <span className="rail-number">{step.number}</span>
        <span>
          {step.title}
          <span className="sr-only"> (not written yet)</span>
        </span>
      </span>
    )
  return (
    <Link href={lessonPath(trackSlug, step.slug)} prefetch={false} className="rail-step" aria-current={isCurrent ? 'page' : undefined}>
      <StepMark lessonId={step.lesson.id} number={step.number} />
      <span>{step.title}</span>
    </Link>
  )
}
