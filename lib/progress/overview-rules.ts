import { type CountedLesson, countAnsweredRight, type StepState, stepState } from './progress-rules.ts'
import type { Attempt, ConfidenceLevel, Progress } from './progress-schema.ts'

/** A step of a track as an overview lists it; `lesson` is null as long as none is written. */
export type OverviewStep = { number: number; title: string; lesson: (CountedLesson & { href: string }) | null }
export type OverviewTrack = { id: string; title: string; href: string; modules: { id: string; title: string; steps: OverviewStep[] }[] }

/** Where a learner stands with one step. `at` is when it was done, else last opened; null when neither. */
export type StepStanding = {
  state: StepState
  at: string | null
  right: number
  questions: number
  /** Of the lab's checks; null where a lab has none, or none is there. */
  checks: 'open' | 'passed' | null
  confidence: { level: ConfidenceLevel; at: string } | null
}

/** Where a learner stands with a step that has a lesson. */
export function standingOf(progress: Progress, lesson: CountedLesson): StepStanding {
  const { opened, completed, passed, marked, confidence } = progress.lessons[lesson.id] ?? {}
  const state = stepState(progress, lesson.id)
  return {
    state,
    at: (state === 'done' ? (completed ?? marked)?.at : opened?.at) ?? null,
    right: countAnsweredRight(progress, lesson),
    questions: lesson.questionIds.length,
    checks: lesson.needsPass ? (passed ? 'passed' : 'open') : null,
    confidence: confidence?.level ? { level: confidence.level, at: confidence.at } : null,
  }
}

/** The document with only as many attempts as an overview needs: of each question the first right one, else the last. */
export function forOverview(progress: Progress): Progress {
  const questions = Object.entries(progress.questions).map(([id, { lessonId, attempts }]) => {
    const telling: Attempt | undefined = attempts.find(({ verdict }) => verdict === 'right') ?? attempts.at(-1)
    return [id, { lessonId, attempts: telling ? [telling] : [], draft: null }] as const
  })
  return { lessons: progress.lessons, questions: Object.fromEntries(questions) }
}
