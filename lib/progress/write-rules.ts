import { compareWrites, mergeProgress } from './merge-rules.ts'
import type { Attempt, LessonProgress, Progress, Write } from './progress-schema.ts'
import { type ProgressWrite, stampOf } from './write-schema.ts'

/** The parts of a document that an account keeps of a lesson, as one write says them. */
export function lessonOf(write: ProgressWrite): LessonProgress | null {
  const stamp = stampOf(write)
  switch (write.kind) {
    case 'opened':
      return { opened: stamp }
    case 'completed':
      return { completed: stamp }
    case 'marked':
      return { marked: { ...stamp, done: write.done } }
    case 'confidence':
      return { confidence: { ...stamp, level: write.level } }
    default:
      return null
  }
}

/**
 * What the second document says and the first did not, as writes for an account, in the order in which they were made. An answer that was sent and not
 * received counts as said: the account grades it. Drafts that nobody sent are not told.
 */
export function writesBetween(before: Progress, after: Progress): ProgressWrite[] {
  const writes: ProgressWrite[] = []
  for (const [lessonId, lesson] of Object.entries(after.lessons)) {
    const known = before.lessons[lessonId]
    const isNew = (one?: Write, other?: Write) => one !== undefined && (one.id !== other?.id || one.at !== other.at)
    const { opened, completed, marked, confidence } = lesson
    if (opened && isNew(opened, known?.opened)) writes.push({ kind: 'opened', ...stampOf(opened), lessonId })
    if (completed && isNew(completed, known?.completed)) writes.push({ kind: 'completed', ...stampOf(completed), lessonId })
    if (marked && isNew(marked, known?.marked)) writes.push({ kind: 'marked', ...stampOf(marked), lessonId, done: marked.done })
    if (confidence && isNew(confidence, known?.confidence))
      writes.push({ kind: 'confidence', ...stampOf(confidence), lessonId, level: confidence.level })
  }
  for (const [questionId, { attempts, draft }] of Object.entries(after.questions)) {
    const known = before.questions[questionId]
    const knownIds = new Set(known?.attempts.map(({ id }) => id))
    for (const attempt of attempts) {
      const { contentVersion, answer, receipt } = attempt
      if (!knownIds.has(attempt.id)) writes.push({ kind: 'answer', ...stampOf(attempt), questionId, contentVersion, answer, receipt })
    }
    if (draft?.unsent && !(known?.draft?.unsent && known.draft.id === draft.id)) {
      const { contentVersion, answer } = draft
      writes.push({ kind: 'answer', ...stampOf(draft), questionId, contentVersion, answer, receipt: '' })
    }
  }
  return writes.toSorted(compareWrites)
}

/** When the last of a lesson's questions was first answered right; null while one never was, and for a lesson without questions. */
export function completionOf(attemptsByQuestion: Readonly<Record<string, readonly Attempt[]>>, questionIds: readonly string[]): Write | null {
  let last: Write | null = null
  for (const id of questionIds) {
    const right = attemptsByQuestion[id]?.find(({ verdict }) => verdict === 'right')
    if (!right) return null
    if (last === null || compareWrites(right, last) > 0) last = stampOf(right)
  }
  return last
}

/** What an account says of its lessons and questions; `isWhole` when what is not in it is nowhere. */
export type StateOfAccount = {
  isWhole: boolean
  lessons: Progress['lessons']
  questions: Readonly<Record<string, { lessonId: string; attempts: readonly Omit<Attempt, 'receipt'>[] }>>
}

/**
 * The document after an account has spoken: its word replaces what was here, except for writes that it does not have yet (`pendingIds`) and for drafts
 * that no later answer overtook.
 */
export function withAccountState(progress: Progress, state: StateOfAccount, pendingIds: ReadonlySet<string> = new Set()): Progress {
  const own = pendingAlone(progress, pendingIds)
  const kept: Progress = {
    lessons: state.isWhole ? {} : omit(progress.lessons, Object.keys(state.lessons)),
    questions: state.isWhole ? {} : omit(progress.questions, Object.keys(state.questions)),
  }
  const told: Progress = {
    lessons: state.lessons,
    questions: Object.fromEntries(
      Object.entries(state.questions).map(([id, { lessonId, attempts }]) => [
        id,
        { lessonId, attempts: attempts.map((attempt) => ({ ...attempt, receipt: '' })), draft: null },
      ]),
    ),
  }
  return mergeProgress(mergeProgress(kept, told), own)
}

/** Of a document the writes with these ids, and every draft. */
function pendingAlone({ lessons, questions }: Progress, ids: ReadonlySet<string>): Progress {
  const ownLessons = Object.entries(lessons).map(([id, lesson]) => {
    const own = Object.entries(lesson).filter(([, said]) => said !== undefined && ids.has(said.id))
    return [id, Object.fromEntries(own)] as const
  })
  const ownQuestions = Object.entries(questions).map(([id, { lessonId, attempts, draft }]) => {
    return [id, { lessonId, attempts: attempts.filter((attempt) => ids.has(attempt.id)), draft }] as const
  })
  return {
    lessons: Object.fromEntries(ownLessons.filter(([, lesson]) => Object.keys(lesson).length > 0)),
    questions: Object.fromEntries(ownQuestions.filter(([, { attempts, draft }]) => attempts.length > 0 || draft !== null)),
  }
}

function omit<Value>(entries: Readonly<Record<string, Value>>, ids: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => !ids.includes(id)))
}
