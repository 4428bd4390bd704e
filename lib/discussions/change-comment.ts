import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { CHANGES_PER_USER } from './comment-limits.ts'
import { allowedActions, cleanText, judgeText } from './comment-rules.ts'
import type { Edit } from './comment-schema.ts'
import { eraseComment, findCommentRow, updateBody } from './comment-store.ts'
import { isId } from './cursor-rules.ts'
import type { PostRefusal } from './discussion.ts'
import { judgeLong, type PostOutcome } from './post-comment.ts'
import { type FoundComment, findReadableComment } from './read-discussion.ts'
import { factsOf, showComments } from './show-comments.ts'

const throttle = memoryThrottle(CHANGES_PER_USER)

/** One's own comment as it was typed, with the version of it; null when there is none that this person may edit. */
export async function findEditable(viewer: Viewer, commentId: string): Promise<(FoundComment & { text: string; version: string }) | null> {
  const found = await findReadableComment(viewer, commentId)
  if (!found || !allowedActions(viewer, factsOf(found.row)).edit) return null
  return { ...found, text: found.row.body, version: versionOf(found.row.editedAt) }
}

/**
 * Replaces the text of one's own comment. The same text again changes nothing and is answered as the first time. `gone` covers what is
 * not there, is not one's own, or is hidden; `changed-meanwhile` brings the text that stands there now.
 */
export async function editComment(viewer: Viewer, commentId: string, edit: Edit, now: Date): Promise<PostOutcome> {
  const outcome = await orDatabaseAway(() => editOnce(viewer, commentId, { ...edit, text: cleanText(edit.text) }, now))
  return outcome.ok ? outcome.value : outcome
}

async function editOnce(viewer: Viewer, commentId: string, { text, version }: Edit, now: Date): Promise<PostOutcome> {
  const refusal = judgeText(text)
  if (refusal) return { ok: false, ...refusal }
  const before = await findEditable(viewer, commentId)
  if (!before) return { ok: false, reason: 'gone' }
  if (before.text === text) return await postedAs(viewer, commentId)
  if (before.version !== version) return { ok: false, reason: 'changed-meanwhile', text: before.text, version: before.version }
  const permit = await throttle.take(viewer.id)
  if (!permit.ok) return { ok: false, reason: 'throttled', retryAfterSeconds: permit.retryAfterSeconds }
  const longRefusal = await judgeLong(viewer, text, now)
  if (longRefusal) return longRefusal
  if (await updateBody(commentId, viewer.id, { body: before.text, editedAt: before.row.editedAt }, { body: text, editedAt: now }))
    return await postedAs(viewer, commentId)
  const after = await findEditable(viewer, commentId)
  if (!after) return { ok: false, reason: 'gone' }
  return after.text === text
    ? await postedAs(viewer, commentId)
    : { ok: false, reason: 'changed-meanwhile', text: after.text, version: after.version }
}

async function postedAs(viewer: Viewer, commentId: string): Promise<PostOutcome> {
  const found = await findReadableComment(viewer, commentId)
  const [comment] = found ? await showComments(viewer, [found.row]) : []
  return found && comment ? { ok: true, value: { comment, place: found.place } } : { ok: false, reason: 'gone' }
}

export type DeleteOutcome = { ok: true } | ({ ok: false } & Extract<PostRefusal, { reason: 'gone' | 'throttled' | 'database-away' }>)

/** Deletes one's own comment: its text is gone, its number stays taken. Again is answered as the first time. */
export async function deleteComment(viewer: Viewer, commentId: string, now: Date): Promise<DeleteOutcome> {
  const outcome = await orDatabaseAway(async (): Promise<DeleteOutcome> => {
    const row = isId(commentId) ? await findCommentRow(commentId) : null
    if (!row || row.author?.id !== viewer.id) return { ok: false, reason: 'gone' }
    if (row.deletedAt !== null) return { ok: true }
    const permit = await throttle.take(viewer.id)
    if (!permit.ok) return { ok: false, reason: 'throttled', retryAfterSeconds: permit.retryAfterSeconds }
    await eraseComment(commentId, viewer.id, now)
    return { ok: true }
  })
  return outcome.ok ? outcome.value : { ok: false, reason: 'database-away' }
}

function versionOf(editedAt: Date | null): string {
  return editedAt?.toISOString() ?? 'first'
}
