import 'server-only'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'
import { compareWrites, mergeAttempts, mergeProgress } from './merge-rules.ts'
import { needsPass } from './pass-rules.ts'
import type { Attempt, LessonProgress, Write } from './progress-schema.ts'
import { changeAttempts, type KeptStep, type LearnerRows, readAttempts, readSteps, writeStep } from './progress-store.ts'
import { completionOf, lessonOf } from './write-rules.ts'
import type { ProgressWrite, WriteOf } from './write-schema.ts'

/** A write that is known to make sense; an answer comes with what it is worth. */
export type CheckedWrite =
  | Exclude<ProgressWrite, WriteOf<'answer'>>
  | { kind: 'answer'; id: string; at: string; questionId: string; lessonId: string; attempt: Attempt }

/** Applies what new writes say about lessons and questions, and completes lessons of which nothing is missing by now. */
export async function applyToSteps(rows: LearnerRows, writes: readonly CheckedWrite[]): Promise<void> {
  const about = writes.filter(({ kind }) => kind !== 'hint' && kind !== 'run' && kind !== 'code')
  const lessonIds = [...new Set(about.map(({ lessonId }) => lessonId))].toSorted()
  if (lessonIds.length === 0) return
  const asked = new Map<string, Asked>()
  for (const id of lessonIds) asked.set(id, askedOf(await findLessonById(id)))
  const answers = Map.groupBy(
    about.filter((write) => write.kind === 'answer'),
    ({ questionId }) => questionId,
  )
  const steps = await readSteps(rows, lessonIds)
  const attempts = await readAttempts(rows, [...new Set([...[...asked.values()].flatMap(({ questionIds }) => questionIds), ...answers.keys()])])
  for (const [questionId, sent] of answers) {
    const before = attempts[questionId] ?? []
    const after = mergeAttempts(
      before,
      sent.map(({ attempt }) => attempt),
    )
    attempts[questionId] = after
    await changeAttempts(
      rows,
      questionId,
      missing(before, after),
      missing(after, before).map(({ id }) => id),
    )
  }
  for (const lessonId of lessonIds) {
    const before = steps.get(lessonId) ?? { isProven: false }
    const said = about.filter((write) => write.lessonId === lessonId)
    const told = said.reduce(withWrite, before)
    const after = settled(told, completionOf(attempts, asked.get(lessonId) ?? ASKS_NOTHING, told.passed))
    if (JSON.stringify(after) !== JSON.stringify(before)) await writeStep(rows, lessonId, after)
  }
}

type Asked = { questionIds: readonly string[]; needsPass: boolean }
const ASKS_NOTHING: Asked = { questionIds: [], needsPass: false }

/** A lesson that is gone asks for nothing any more. */
function askedOf(lesson: Lesson | null): Asked {
  return lesson ? { questionIds: lesson.quiz.questions.map(({ id }) => id), needsPass: needsPass(lesson) } : ASKS_NOTHING
}

function withWrite(step: KeptStep, write: CheckedWrite): KeptStep {
  if (write.kind === 'answer') return step
  const said = lessonOf(write)
  // A browser's word for a completion counts until answers and checks show one, and never against one that they showed.
  if (!said || (said.completed && step.isProven)) return step
  const { isProven, ...lesson } = step
  return { ...mergeLessons(lesson, said), isProven }
}

function settled(step: KeptStep, proof: Write | null): KeptStep {
  if (!proof) return step
  const isEarlier = !step.completed || !step.isProven || compareWrites(proof, step.completed) < 0
  return isEarlier ? { ...step, completed: proof, isProven: true } : step
}

function mergeLessons(one: LessonProgress, other: LessonProgress): LessonProgress {
  const document = (lesson: LessonProgress) => ({ lessons: { it: lesson }, questions: {} })
  return mergeProgress(document(one), document(other)).lessons.it ?? {}
}

/** Those of the second list that the first has not. */
function missing(one: readonly Attempt[], other: readonly Attempt[]): Attempt[] {
  const ids = new Set(one.map(({ id }) => id))
  return other.filter(({ id }) => !ids.has(id))
}
