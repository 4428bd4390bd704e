import Link from 'next/link'
import { lessonPath, levelWords, meansWords, moduleLetter, stepCount } from '#components/lessons/lesson-words.ts'
import { StepMark } from '#components/progress/step-mark.tsx'
import { ModuleCompletion } from '#components/progress/track-completion.tsx'
import { writtenIds } from '#components/tracks/written-steps.ts'
import type { Track, TrackStep } from '#lib/lessons/lesson.ts'

/** The whole track, module by module, with what each step is for. */
export function TrackOutline({ track }: { track: Track }) {
  return (
    <div className="grid gap-12">
      {track.modules.map((module, index) => (
        <section key={module.id} aria-labelledby={module.id}>
          <h2 id={module.id} className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-2.5 text-xl">
            <span>
              <span className="me-2 text-muted">{`${moduleLetter(index)}.`}</span>
              {module.title}
            </span>
            <span className="text-sm font-normal tracking-normal text-muted">
              {stepCount(module.steps)}
              {writtenIds(module).length > 0 ? (
                <span className="ms-4">
                  <ModuleCompletion lessonIds={writtenIds(module)} total={module.steps.length} />
                </span>
              ) : null}
            </span>
          </h2>
          <ol>
            {module.steps.map((step) => (
              <OutlineStep key={step.slug} step={step} trackSlug={track.slug} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function OutlineStep({ step, trackSlug }: { step: TrackStep; trackSlug: string }) {
  const { lesson } = step
  return (
    <li className="outline-step">
      {lesson ? <StepMark lessonId={lesson.id} number={step.number} /> : <span className="rail-number text-muted">{step.number}</span>}
      <div className="min-w-0">
        {lesson ? (
          <Link href={lessonPath(trackSlug, step.slug)} prefetch={false} className="link text-base font-semibold">
            {step.title}
          </Link>
        ) : (
          <span className="text-base font-medium text-muted">{step.title}</span>
        )}
        <p className="text-muted">{step.aim}</p>
      </div>
      <p className="outline-facts">
        <span>{levelWords[step.level]}</span>
        {lesson ? <span>{`${lesson.minutes} min`}</span> : null}
        <span>{lesson ? meansWords[lesson.mode] : 'Not written yet'}</span>
      </p>
    </li>
  )
}
