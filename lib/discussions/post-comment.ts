import 'server-only'
import { createHash } from 'node:crypto'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { sharedThrottle } from '#lib/http/throttle.ts'
import { POSTS_PER_USER } from '#lib/http/throttle-limits.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'
import { cleanText, judgeRendered, judgeText } from './comment-rules.ts'
import type { NewPost } from './comment-schema.ts'
import { findAccountAge, findSent, insertReply, insertThread } from './comment-store.ts'
import type { PostRefusal, PublicComment } from './discussion.ts'
import { permalink } from './discussion-paths.ts'
import { renderComment } from './markdown/render-comment.ts'
import { findReadableComment } from './read-discussion.ts'
import { showComments } from './show-comments.ts'

/** The comment as its author sees it, and where it stands. */
export type Posted = { comment: PublicComment; place: string }

export type PostOutcome = { ok: true; value: Posted } | ({ ok: false } & PostRefusal)

const throttle = sharedThrottle(POSTS_PER_USER)

/**
 * Posts a thread or a reply, exactly once: what the same form (`clientId`) sends again is answered with what has come of it, whatever
 * else has happened meanwhile. `gone`: there is no such lesson, thread or comment to answer (any more).
 */
export async function postComment(viewer: Viewer, post: NewPost, now: Date): Promise<PostOutcome> {
  const outcome = await orDatabaseAway(() => postOnce(viewer, { ...post, text: cleanText(post.text) }, now))
  return outcome.ok ? outcome.value : outcome
}

async function postOnce(viewer: Viewer, post: NewPost, now: Date): Promise<PostOutcome> {
  const refusal = (await findPosted(viewer, post)) ?? (await judgePost(viewer, post, now))
  if (refusal) return refusal
  const comment = { authorId: viewer.id, clientId: post.clientId, body: post.text, sentHash: hashOf(post.text), createdAt: now }
  const { target } = post
  const written =
    target.kind === 'thread' ? await insertThread(target.lessonId, comment) : await insertReply(target.threadId, target.replyTo, comment)
  if (written === 'gone') return { ok: false, reason: 'gone' }
  return (await findPosted(viewer, post)) ?? { ok: false, reason: 'gone' }
}

/** What has come of this form already; null when nothing has. */
async function findPosted(viewer: Viewer, { clientId, text }: NewPost): Promise<PostOutcome | null> {
  const sent = await findSent(viewer.id, clientId)
  if (!sent) return null
  if (sent.deletedAt !== null) return { ok: false, reason: 'sent-otherwise', path: null }
  if (sent.sentHash !== hashOf(text)) return { ok: false, reason: 'sent-otherwise', path: permalink(sent.id) }
  const found = await findReadableComment(viewer, sent.id)
  const [comment] = found ? await showComments(viewer, [found.row]) : []
  return found && comment ? { ok: true, value: { comment, place: found.place } } : { ok: false, reason: 'gone' }
}

async function judgePost(viewer: Viewer, { target, text }: NewPost, now: Date): Promise<PostOutcome | null> {
  const refusal = judgeText(text)
  if (refusal) return { ok: false, ...refusal }
  if (target.kind === 'thread' && !(await findLessonById(target.lessonId))) return { ok: false, reason: 'gone' }
  const permit = await throttle.take(viewer.id, now)
  if (!permit.ok) return { ok: false, reason: 'throttled', retryAfterSeconds: permit.retryAfterSeconds }
  return await judgeLong(viewer, text, now)
}

/** What can only be said of a text after it was rendered. */
export async function judgeLong(viewer: Viewer, text: string, now: Date): Promise<({ ok: false } & PostRefusal) | null> {
  const account = await findAccountAge(viewer.id)
  if (!account) return { ok: false, reason: 'gone' }
  const refusal = judgeRendered((await renderComment(text)).nodes, account, now)
  return refusal && { ok: false, ...refusal }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
