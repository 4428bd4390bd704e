import 'server-only'
import { createHash } from 'node:crypto'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { hashAnswer } from '#lib/quizzes/receipt.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { findApplied } from './progress-store.ts'
import { recordWrites } from './record-writes.ts'
import type { ProgressWrite } from './write-schema.ts'

/** The same form sent again within this time is the same word: a double click, or a reload of what was sent. */
const SAME_WITHIN_MS = 60_000

type FormWrite =
  | { kind: 'answer'; questionId: string; contentVersion: string; answer: Answer }
  | { kind: 'marked'; lessonId: string; done: boolean }
  | { kind: 'confidence'; lessonId: string; level: Extract<ProgressWrite, { kind: 'confidence' }>['level'] }
  | { kind: 'opened'; lessonId: string }

/**
 * Records what a learner sent by plain forms, which give a write no id of its own: the id is made of who says what and when, so that the same form sent
 * twice is one write. `refused`: some of it makes no sense, and nothing else was lost by it.
 */
export async function recordForm(viewer: Viewer, forms: readonly FormWrite[], now: Date): Promise<Result<null, 'database-away' | 'refused'>> {
  const window = Math.floor(now.getTime() / SAME_WITHIN_MS)
  const before = forms.map((form) => idOf(viewer, form, window - 1))
  const known = await orDatabaseAway(() => findApplied(viewer.id, before))
  if (!known.ok) return known
  const writes = forms.map((form, index) => {
    const sent = before[index] ?? ''
    const id = known.value.has(sent) ? sent : idOf(viewer, form, window)
    return { ...form, id, at: now.toISOString(), ...(form.kind === 'answer' ? { receipt: '' } : {}) }
  })
  const recorded = await recordWrites(viewer, writes, now)
  if (!recorded.ok) return recorded
  return recorded.value.refused.length > 0 ? failure('refused') : success(null)
}

/** A UUID (version 8: of our own making) that stands for this word of this learner in this window of time. */
function idOf(viewer: Viewer, form: FormWrite, window: number): string {
  const said = form.kind === 'answer' ? ['answer', form.questionId, hashAnswer(form.answer)] : Object.values(form)
  const hex = createHash('sha256')
    .update(JSON.stringify([viewer.id, window, ...said]))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
