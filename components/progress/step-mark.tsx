'use client'

import { useLocalProgress } from '#components/progress/local-progress.ts'
import { stepState } from '#lib/progress/progress-rules.ts'

/** A step's number in a list of steps; a check mark in the same place once this browser knows that the step is done. */
export function StepMark({ lessonId, number }: { lessonId: string; number: number }) {
  const { progress } = useLocalProgress()
  const isDone = stepState(progress, lessonId) === 'done'
  return (
    <span className="inline-block min-w-[1.5em] text-end tabular-nums">
      {isDone ? (
        <>
          <span className="text-good" aria-hidden="true">
            ✓
          </span>
          <span className="sr-only">{number}, done: </span>
        </>
      ) : (
        number
      )}
    </span>
  )
}
