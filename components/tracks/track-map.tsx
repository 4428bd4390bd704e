import Link from 'next/link'
import { lessonPath, stepCount } from '#components/lessons/lesson-words.ts'
import { StepMark } from '#components/progress/step-mark.tsx'
import type { Track, TrackStep } from '#lib/lessons/lesson.ts'

/** Every module and step of a track at a glance; a step without a lesson is said to be one and is not a link. */
export function TrackMap({ track }: { track: Track }) {
  return (
    <div className="track-map">
      {track.modules.map((module) => (
        <section key={module.id} aria-labelledby={`${track.slug}-${module.id}`}>
          <h3
            id={`${track.slug}-${module.id}`}
            className="flex items-baseline justify-between gap-4 border-b border-line pb-2.5 text-base font-semibold"
          >
            {module.title}
            <span className="text-sm font-normal whitespace-nowrap text-muted">{stepCount(module.steps)}</span>
          </h3>
          <ol className="mt-2 grid">
            {module.steps.map((step) => (
              <li key={step.slug}>
                <MapStep step={step} trackSlug={track.slug} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function MapStep({ step, trackSlug }: { step: TrackStep; trackSlug: string }) {
  if (!step.lesson)
    return (
      <p className="map-step text-muted">
        <span className="rail-number">{step.number}</span>
        <span>
          {step.title}
          <span className="sr-only"> (not written yet)</span>
        </span>
      </p>
    )
  return (
    <Link href={lessonPath(trackSlug, step.slug)} prefetch={false} className="map-step font-medium">
      <StepMark lessonId={step.lesson.id} number={step.number} />
      <span>{step.title}</span>
    </Link>
  )
}
