import { compareWrites, mergeProgress } from './merge-rules.ts'
import { type CountedLesson, followingId } from './progress-rules.ts'
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
    case 'passed':
      return { passed: { ...stamp, contentVersion: write.contentVersion, receipt: write.receipt } }
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
    const { opened, completed, passed, marked, confidence } = lesson
    if (opened && isNew(opened, known?.opened)) writes.push({ kind: 'opened', ...stampOf(opened), lessonId })
    // Documents of before have the id of the answer that completed the lesson.
    if (completed && isNew(completed, known?.completed)) writes.push({ kind: 'completed', id: followingId(completed.id), at: completed.at, lessonId })
    if (passed && isNew(passed, known?.passed)) writes.push({ kind: 'passed', ...passed, lessonId })
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

/**
 * The write that brought the last of all that completes a lesson: each question first answered right, and the checks of its lab passed where it needs
 * that. Null while something is missing, and for a lesson that asks for nothing.
 */
export function completionOf(
  attemptsByQuestion: Readonly<Record<string, readonly Attempt[]>>,
  lesson: Omit<CountedLesson, 'id'>,
  passed: Write | undefined,
): Write | null {
  const rights = lesson.questionIds.map((id) => attemptsByQuestion[id]?.find(({ verdict }) => verdict === 'right'))
  const asked = lesson.needsPass ? [...rights, passed] : rights
  const found = asked.filter((write) => write !== undefined)
  const last = found.length < asked.length ? undefined : found.toSorted(compareWrites).at(-1)
  return last ? stampOf(last) : null
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
