'use client'

import Link from 'next/link'
import { PartList } from '#components/lessons/frame/part-list.tsx'
import { type LessonPart, railParts } from '#components/lessons/lesson-parts.ts'
import { lessonPath, moduleLetter } from '#components/lessons/lesson-words.ts'
import { StepMark } from '#components/progress/step-mark.tsx'

/** A step as the rail lists it: without `lessonId` its lesson is not written yet. */
export type RailStep = { number: number; slug: string; title: string; lessonId?: string }
export type RailModule = { title: string; steps: RailStep[] }

type RailModulesProps = { trackSlug: string; modules: readonly RailModule[]; current: string; parts: readonly LessonPart[] }

/** The modules with their steps; drawn here, so that a page carries the names once more and not an element for each. */
export function RailModules({ trackSlug, modules, current, parts }: RailModulesProps) {
  return modules.map((module, index) => (
    <details key={module.title} open={module.steps.some(({ slug }) => slug === current)} className="rail-module">
      <summary>{`${moduleLetter(index)}. ${module.title}`}</summary>
      <ol>
        {module.steps.map((step) => (
          <li key={step.slug}>
            {step.lessonId === undefined ? (
              <PlannedStep step={step} />
            ) : (
              <Link
                href={lessonPath(trackSlug, step.slug)}
                prefetch={false}
                className="rail-step"
                aria-current={step.slug === current ? 'page' : undefined}
              >
                <StepMark lessonId={step.lessonId} number={step.number} />
                <span>{step.title}</span>
              </Link>
            )}
            {step.slug === current ? <PartList parts={railParts(parts)} /> : null}
          </li>
        ))}
      </ol>
    </details>
  ))
}

function PlannedStep({ step }: { step: RailStep }) {
  return (
    <span className="rail-step rail-step-open">
      <span className="rail-number">{step.number}</span>
      <span>
        {step.title}
        <span className="sr-only"> (not written yet)</span>
      </span>
    </span>
  )
}
