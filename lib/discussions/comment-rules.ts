import { canEditPost, canModerate, canPost, canReportPost } from '#lib/accounts/role-rules.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { COMMENT_CHARACTERS_MAX, NEW_ACCOUNT_DAYS, NEW_ACCOUNT_LINKS_MAX } from './comment-limits.ts'
import type { PostRefusal, PublicComment } from './discussion.ts'
import { type CommentNode, countOutsideLinks, isWordless } from './markdown/comment-tree.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What the rules look at of a comment. */
export type CommentFacts = { authorId: string | null; deletedAt: Date | null; hiddenAt: Date | null }

export function commentState({ deletedAt, hiddenAt }: CommentFacts): PublicComment['state'] {
  if (deletedAt !== null) return 'deleted'
  return hiddenAt === null ? 'shown' : 'hidden'
}

/** Whether this reader may read the text: all may what is shown; what is hidden, its author and the moderators. */
export function canRead(viewer: Viewer | null, comment: CommentFacts): boolean {
  const state = commentState(comment)
  return state === 'shown' || (state === 'hidden' && (canEditPost(viewer, comment.authorId) || canModerate(viewer)))
}

/** What this reader may do with the comment now. What is hidden can only be deleted by its author and shown again by a moderator. */
export function allowedActions(viewer: Viewer | null, comment: CommentFacts): PublicComment['may'] {
  const isShown = commentState(comment) === 'shown'
  const isReadable = canRead(viewer, comment)
  const isOwn = canEditPost(viewer, comment.authorId)
  return {
    reply: isShown && canPost(viewer),
    edit: isShown && isOwn,
    delete: isReadable && isOwn,
    report: isShown && canReportPost(viewer, comment.authorId),
    moderate: isReadable && canModerate(viewer),
  }
}

/**
 * A text as it is kept: one kind of line end, no character that a database or a reader cannot take (NUL, halves of a pair), and no white
 * space at its end.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u0000', '').toWellFormed().trimEnd()
}

/** Why this text cannot be posted, or null. Judged before it is rendered. */
export function judgeText(text: string): Extract<PostRefusal, { reason: 'empty' | 'too-long' }> | null {
  if (text.length > COMMENT_CHARACTERS_MAX) return { reason: 'too-long', charactersMax: COMMENT_CHARACTERS_MAX, characters: text.length }
  return text.trim() === '' ? { reason: 'empty' } : null
}

/** The same after rendering: something to read, and few links from an account that is new. */
export function judgeRendered(nodes: readonly CommentNode[], account: { createdAt: Date }, now: Date): PostRefusal | null {
  if (isWordless(nodes)) return { reason: 'empty' }
  const links = countOutsideLinks(nodes)
  const isNew = now.getTime() - account.createdAt.getTime() < NEW_ACCOUNT_DAYS * DAY_MS
  if (!isNew || links <= NEW_ACCOUNT_LINKS_MAX) return null
  return { reason: 'too-many-links', linksMax: NEW_ACCOUNT_LINKS_MAX, links, newAccountDays: NEW_ACCOUNT_DAYS }
}
