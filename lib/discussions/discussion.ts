/** What a discussion is outside of the database: what pages draw and what the API answers. */
import type { Role } from '#lib/accounts/viewer.ts'
import type { ReportReason } from './comment-schema.ts'
import type { CommentNode } from './markdown/comment-tree.ts'

/** Who wrote it, by display name; null when the account is gone. Never an address or an id. */
export type PublicAuthor = { name: string; role: Role } | null

/**
 * One comment as its reader may see it. `deleted` and `hidden` are markers: they stand for something that others still answer, and their
 * `body` is empty, except that a hidden comment is shown to its author and to moderators. Times are ISO 8601 in UTC.
 */
export type PublicComment = {
  id: string
  threadId: string
  /** Its place in the thread, counted from 1 and never given again. */
  number: number
  state: 'shown' | 'deleted' | 'hidden'
  author: PublicAuthor
  isOwn: boolean
  postedAt: string
  editedAt: string | null
  body: CommentNode[]
  /** Its Markdown was too involved to be read, so it stands as it was typed. */
  isPlain: boolean
  /** The comment of the same thread that it answers; `name` is null for a marker. */
  answers: { id: string; number: number; name: string | null } | null
  may: { reply: boolean; edit: boolean; delete: boolean; report: boolean; moderate: boolean }
}

/** A thread in a list: its opening and its latest replies, oldest of them first. */
export type PublicThread = {
  id: string
  path: string
  lesson: { title: string; path: string }
  opening: PublicComment
  replies: PublicComment[]
  replyCount: number
  lastActivityAt: string
}

/** Threads, newest activity first. `older` is the cursor of the next page; null at the end. */
export type ThreadList = { threads: PublicThread[]; older: string | null }

/** What the API answers about a lesson's discussion. `viewer` is who asks, null without a session; `now` is the server's clock. */
export type DiscussionReply = { viewer: { id: string; displayName: string } | null; list: ThreadList; now: string }

/** A page of a thread: its opening, and replies in the order of their numbers. Cursors are numbers; null where there is nothing more. */
export type ThreadPage = {
  id: string
  path: string
  lesson: { id: string; title: string; path: string; trackTitle: string }
  opening: PublicComment
  replies: PublicComment[]
  replyCount: number
  /** Replies before this number are on earlier pages. */
  earlier: number | null
  /** Replies from this number on are on later pages. */
  later: number | null
  /** The number of the newest comment. */
  lastNumber: number
}

/** What one reader told the moderators. */
export type QueuedReport = { reason: ReportReason; note: string; reporter: string | null; reportedAt: string }
export type QueuedComment = { comment: PublicComment; lessonTitle: string; threadPath: string; reports: QueuedReport[] }
/** Comments that wait for a moderator, longest first, or that one has hidden, latest first. `next` is the cursor of the next page. */
export type Queue = { comments: QueuedComment[]; next: string | null }

/** Why a text was not taken. */
export type PostRefusal =
  | { reason: 'empty' }
  /** There is no such lesson, thread or comment (any more), or it is not for this person. */
  | { reason: 'gone' }
  | { reason: 'database-away' }
  | { reason: 'too-long'; charactersMax: number; characters: number }
  | { reason: 'too-many-links'; linksMax: number; links: number; newAccountDays: number }
  | { reason: 'throttled'; retryAfterSeconds: number }
  /** This form has sent another text before. It stands at `path`; null when it was deleted since. */
  | { reason: 'sent-otherwise'; path: string | null }
  /** Somebody (the same person elsewhere) has changed the comment since the form was opened. */
  | { reason: 'changed-meanwhile'; text: string; version: string }
