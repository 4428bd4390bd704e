import type { Attempt, ConfidenceLevel, Draft, LessonProgress, Pass, Progress, QuestionProgress, Write } from './progress-schema.ts'

/** A lesson as completion sees it; `needsPass` when the checks of its lab must pass as well. */
export type CountedLesson = { id: string; questionIds: readonly string[]; needsPass: boolean }

/** More attempts at one question than anyone reads back; the first right one is kept besides. */
export const ATTEMPTS_KEPT_MAX = 20

export type StepState = 'new' | 'opened' | 'done'

/** Where a learner stands with a lesson: done by answers and checks or by hand, else opened, else new. */
export function stepState(progress: Progress, lessonId: string): StepState {
  const lesson = progress.lessons[lessonId]
  if (lesson?.completed || lesson?.marked?.done) return 'done'
  return lesson?.opened ? 'opened' : 'new'
}

/** Whether a question was ever answered right. */
function isAnsweredRight(progress: Progress, questionId: string): boolean {
  return progress.questions[questionId]?.attempts.some((attempt) => attempt.verdict === 'right') ?? false
}

/** How many of a lesson's questions were ever answered right. */
export function countAnsweredRight(progress: Progress, lesson: Pick<CountedLesson, 'questionIds'>): number {
  return lesson.questionIds.filter((id) => isAnsweredRight(progress, id)).length
}

/** Whether there is all that completes a lesson: every question once answered right, and the lab's checks passed where it has some. */
export function isComplete(progress: Progress, lesson: CountedLesson): boolean {
  const { length } = lesson.questionIds
  if (length === 0 && !lesson.needsPass) return false
  return countAnsweredRight(progress, lesson) === length && (!lesson.needsPass || progress.lessons[lesson.id]?.passed !== undefined)
}

/** How many of these lessons are done. */
export function countDone(progress: Progress, lessonIds: readonly string[]): number {
  return lessonIds.filter((id) => stepState(progress, id) === 'done').length
}

/** Whole percent; 0 only when nothing is done and 100 only when everything is. */
export function percentDone(done: number, total: number): number {
  if (total <= 0 || done <= 0) return 0
  if (done >= total) return 100
  return Math.min(99, Math.max(1, Math.round((done / total) * 100)))
}

/** The lesson that was opened last among those that are not done; null when none was opened. */
export function lessonToResume(progress: Progress, lessonIds: readonly string[]): string | null {
  const opened = lessonIds.filter((id) => stepState(progress, id) === 'opened')
  const openedAt = (id: string) => progress.lessons[id]?.opened?.at ?? ''
  return opened.reduce<string | null>((latest, id) => (latest === null || openedAt(id) > openedAt(latest) ? id : latest), null)
}

/** Notes that the lesson was opened, and that it is done if all that it asks for turns out to be there (it may have changed since). */
export function recordOpened(progress: Progress, lesson: CountedLesson, write: Write): Progress {
  return settle(changeLesson(progress, lesson.id, { opened: write }), lesson, write)
}

/** Adds a graded answer, drops the draft that it came from, and completes the lesson if nothing else is missing. An attempt that is there already is not added again. */
export function recordAttempt(progress: Progress, lesson: CountedLesson, questionId: string, attempt: Attempt): Progress {
  const question = questionOf(progress, questionId, lesson.id)
  const attempts = question.attempts.some((known) => known.id === attempt.id) ? question.attempts : keepBounded([...question.attempts, attempt])
  const draft = question.draft?.id === attempt.id ? null : question.draft
  return settle(changeQuestion(progress, questionId, { ...question, attempts, draft }), lesson, { id: attempt.id, at: attempt.at })
}

/** Keeps an answer that is not graded yet, in the place of the one before; null takes it away. */
export function recordDraft(progress: Progress, lessonId: string, questionId: string, draft: Draft | null): Progress {
  const question = questionOf(progress, questionId, lessonId)
  if (draft === null && question.draft === null) return progress
  return changeQuestion(progress, questionId, { ...question, draft })
}

/** Keeps that the checks of a lesson's lab passed. The first time counts: passed stays passed. `settle` says what follows from it. */
export function recordPass(progress: Progress, lessonId: string, pass: Pass): Progress {
  return progress.lessons[lessonId]?.passed ? progress : changeLesson(progress, lessonId, { passed: pass })
}

/** Marks a lesson as done by hand, or takes the mark back; what was completed by rule stays so. */
export function recordMark(progress: Progress, lessonId: string, done: boolean, write: Write): Progress {
  return changeLesson(progress, lessonId, { marked: { ...write, done } })
}

/** Keeps how well the learner could explain the lesson; null takes it back. */
export function recordConfidence(progress: Progress, lessonId: string, level: ConfidenceLevel | null, write: Write): Progress {
  return changeLesson(progress, lessonId, { confidence: { ...write, level } })
}

/** Completes a lesson by this write if nothing is missing. Once completed it stays so, also when questions or checks are added later. */
export function settle(progress: Progress, lesson: CountedLesson, write: Write): Progress {
  if (progress.lessons[lesson.id]?.completed || !isComplete(progress, lesson)) return progress
  return changeLesson(progress, lesson.id, { completed: { id: followingId(write.id), at: write.at } })
}

/**
 * The id of what follows from a write and is a statement of its own, so that neither takes the other's place on the way to an account: the same UUID as
 * one of version 8 (RFC 9562: of our own making), and for such a one itself.
 */
export const followingId = (id: string): string => `${id.slice(0, 14)}8${id.slice(15)}`

function questionOf(progress: Progress, questionId: string, lessonId: string): QuestionProgress {
  return { ...(progress.questions[questionId] ?? { attempts: [], draft: null }), lessonId }
}

/** Of attempts in their order the latest, and the first right one besides: the verdict that counts is never among those that go. */
export function keepBounded(attempts: Attempt[]): Attempt[] {
  if (attempts.length <= ATTEMPTS_KEPT_MAX) return attempts
  const latest = attempts.slice(-ATTEMPTS_KEPT_MAX)
  const firstRight = attempts.find((attempt) => attempt.verdict === 'right')
  return firstRight && !latest.includes(firstRight) ? [firstRight, ...latest.slice(1)] : latest
}

function changeLesson(progress: Progress, lessonId: string, change: LessonProgress): Progress {
  return { ...progress, lessons: { ...progress.lessons, [lessonId]: { ...progress.lessons[lessonId], ...change } } }
}

function changeQuestion(progress: Progress, questionId: string, question: QuestionProgress): Progress {
  return { ...progress, questions: { ...progress.questions, [questionId]: question } }
}
