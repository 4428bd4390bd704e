import type { Lesson } from '#lib/lessons/lesson.ts'

/** Whether the checks of the lesson's lab must pass, besides its questions, for the lesson to be completed. */
export function needsPass({ lab }: { lab: Pick<NonNullable<Lesson['lab']>, 'checks'> | null }): boolean {
  return lab !== null && lab.checks !== null
}
