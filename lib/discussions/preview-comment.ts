import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { PREVIEWS_PER_USER } from './comment-limits.ts'
import { cleanText, judgeText } from './comment-rules.ts'
import type { PostRefusal } from './discussion.ts'
import type { RenderedComment } from './markdown/comment-tree.ts'
import { renderComment } from './markdown/render-comment.ts'

const throttle = memoryThrottle(PREVIEWS_PER_USER)

export type PreviewOutcome =
  | { ok: true; value: RenderedComment }
  | ({ ok: false } & Extract<PostRefusal, { reason: 'empty' | 'too-long' | 'throttled' }>)

/** A text as it would be shown; nothing is kept. */
export async function previewComment(viewer: Viewer, text: string): Promise<PreviewOutcome> {
  const clean = cleanText(text)
  const refusal = judgeText(clean)
  if (refusal) return { ok: false, ...refusal }
  const permit = await throttle.take(viewer.id)
  if (!permit.ok) return { ok: false, reason: 'throttled', retryAfterSeconds: permit.retryAfterSeconds }
  return { ok: true, value: await renderComment(clean) }
}
