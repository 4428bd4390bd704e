import { compareWrites, openDraft } from './merge-rules.ts'
import type { Attempt, LessonProgress, Progress, QuestionProgress, Write } from './progress-schema.ts'
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

/** Of lesson and question what the account says replaces what was here; drafts that no later answer overtook stay. Unknown parts stay as well, unless the state is whole. */
export function withAccountState(
  progress: Progress,
  state: {
    isWhole: boolean
    lessons: Progress['lessons']
    questions: Readonly<Record<string, { lessonId: string; attempts: readonly Omit<Attempt, 'receipt'>[] }>>
  },
): Progress {
  const questions: Record<string, QuestionProgress> = state.isWhole ? draftsAlone(progress.questions) : { ...progress.questions }
  for (const [id, { lessonId, attempts }] of Object.entries(state.questions)) {
    const kept = attempts.map((attempt) => ({ ...attempt, receipt: '' }))
    questions[id] = { lessonId, attempts: kept, draft: openDraft(progress.questions[id]?.draft, kept) }
  }
  return { lessons: { ...(state.isWhole ? {} : progress.lessons), ...state.lessons }, questions }
}

function draftsAlone(questions: Progress['questions']): Record<string, QuestionProgress> {
  const kept = Object.entries(questions).filter(([, { draft }]) => draft !== null)
  return Object.fromEntries(kept.map(([id, { lessonId, draft }]) => [id, { lessonId, attempts: [], draft }]))
}
