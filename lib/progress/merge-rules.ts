import { keepBounded } from './progress-rules.ts'
import type { Attempt, Draft, LessonProgress, Progress, QuestionProgress, Write } from './progress-schema.ts'

/**
 * Both documents in one: commutative, associative, idempotent, and nothing is worse than in either. Of each statement about a lesson the latest counts
 * (`completed` and `passed`: the earliest, because done stays done), by time and then by id; attempts are united by id, in the order of their times, and bounded as
 * one document bounds them. It relies on an id belonging to one time. A draft goes when an answer as late as itself is there.
 */
export function mergeProgress(one: Progress, other: Progress): Progress {
  return {
    lessons: mergeEntries(one.lessons, other.lessons, mergeLesson),
    questions: mergeEntries(one.questions, other.questions, mergeQuestion),
  }
}

/** Negative when the first write was made before the second; ids decide between equal times. */
export function compareWrites(one: Write, other: Write): number {
  return Date.parse(one.at) - Date.parse(other.at) || compareTexts(one.id, other.id)
}

/** The attempts of two lists, each once. An attempt that is in both with different verdicts counts with the better one. */
export function mergeAttempts(one: readonly Attempt[], other: readonly Attempt[]): Attempt[] {
  const byId = new Map<string, Attempt>()
  for (const attempt of [...one, ...other]) {
    const known = byId.get(attempt.id)
    if (!known || compareSameAttempt(known, attempt) < 0) byId.set(attempt.id, attempt)
  }
  return keepBounded([...byId.values()].toSorted(compareWrites))
}

function mergeLesson(one: LessonProgress, other: LessonProgress): LessonProgress {
  const merged: LessonProgress = {
    opened: latest(one.opened, other.opened),
    completed: earliest(one.completed, other.completed),
    passed: earliest(one.passed, other.passed, ({ contentVersion, receipt }) => JSON.stringify([contentVersion, receipt])),
    marked: latest(one.marked, other.marked, ({ done }) => String(done)),
    confidence: latest(one.confidence, other.confidence, ({ level }) => level ?? ''),
  }
  // What nobody said has no field, so that equal documents are equal texts.
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
}

function mergeQuestion(one: QuestionProgress, other: QuestionProgress): QuestionProgress {
  const attempts = mergeAttempts(one.attempts, other.attempts)
  const draft = latest(one.draft ?? undefined, other.draft ?? undefined, (kept) => JSON.stringify([kept.unsent, kept.contentVersion, kept.answer]))
  return { lessonId: compareTexts(one.lessonId, other.lessonId) < 0 ? other.lessonId : one.lessonId, attempts, draft: openDraft(draft, attempts) }
}

/** The draft, unless an answer as late as itself is there. */
function openDraft(draft: Draft | null | undefined, attempts: readonly Attempt[]): Draft | null {
  const last = attempts.at(-1)
  return draft && (!last || compareWrites(draft, last) > 0) ? draft : null
}

function latest<Said extends Write>(one: Said | undefined, other: Said | undefined, told: (said: Said) => string = () => ''): Said | undefined {
  if (!one || !other) return one ?? other
  // A later field of the order only matters for texts that no browser of ours writes, where both sides must still choose the same.
  const order = compareWrites(one, other) || compareTexts(told(one), told(other)) || compareTexts(one.at, other.at)
  return order < 0 ? other : one
}

function earliest<Said extends Write>(one: Said | undefined, other: Said | undefined, told: (said: Said) => string = () => ''): Said | undefined {
  if (!one || !other) return one ?? other
  // Of the same write the one that says more: an account returns a pass without its receipt.
  const order = compareWrites(one, other) || compareTexts(told(other), told(one)) || compareTexts(one.at, other.at)
  return order > 0 ? other : one
}

const VERDICTS = ['wrong', 'partly', 'right'] as const

function compareSameAttempt(one: Attempt, other: Attempt): number {
  const rank = VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict)
  const text = ({ at, contentVersion, answer, receipt }: Attempt) => JSON.stringify([at, contentVersion, answer, receipt])
  return rank || compareTexts(text(one), text(other))
}

function mergeEntries<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  merge: (one: Value, other: Value) => Value,
): Record<string, Value> {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted(compareTexts)
  return Object.fromEntries(
    ids.flatMap((id): [string, Value][] => {
      const [mine, theirs] = [one[id], other[id]]
      const value = mine !== undefined && theirs !== undefined ? merge(mine, theirs) : (mine ?? theirs)
      return value === undefined ? [] : [[id, value]]
    }),
  )
}

/** By code units: the same on every machine, whatever its language. */
function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
