import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'
import { COMMENTS_PER_PAGE, REPLIES_BEFORE_PERMALINK, THREADS_PER_PAGE } from './comment-limits.ts'
import type { CommentRow } from './comment-row.ts'
import { canRead } from './comment-rules.ts'
import { findCommentRow, listByNumbers, listRepliesBefore, listRepliesFrom } from './comment-store.ts'
import { isId, type ThreadCursor, writeThreadCursor } from './cursor-rules.ts'
import type { PublicComment, PublicThread, ThreadList, ThreadPage } from './discussion.ts'
import { discussionPath, placeOf, threadPath } from './discussion-paths.ts'
import { factsOf, showComments } from './show-comments.ts'
import { findThreadRow, listBeginnings, listThreadRows, type ThreadRow } from './thread-store.ts'

/** A page of the threads of one lesson, or (`lessonId` null) of all lessons that are published. */
export async function listThreads(viewer: Viewer | null, lessonId: string | null, before: ThreadCursor | null): Promise<ThreadList> {
  const found = await listThreadRows(lessonId, { before, limit: THREADS_PER_PAGE + 1 })
  const rows = found.slice(0, THREADS_PER_PAGE)
  const last = rows.at(-1)
  const beginnings = await listBeginnings(rows.map(({ id }) => id))
  const threads = await Promise.all(rows.map((row) => showThread(viewer, row, beginnings)))
  return {
    threads: threads.filter((thread) => thread !== null),
    older: found.length > THREADS_PER_PAGE && last ? writeThreadCursor(last) : null,
  }
}

async function showThread(viewer: Viewer | null, row: ThreadRow, beginnings: readonly CommentRow[]): Promise<PublicThread | null> {
  const lesson = await findLessonById(row.lessonId)
  const rows = beginnings.filter(({ threadId }) => threadId === row.id)
  const [opening, ...replies] = await showComments(viewer, rows)
  if (!lesson || !opening) return null
  return {
    id: row.id,
    path: pathOf(lesson, row.id),
    lesson: { title: lesson.frontMatter.title, path: discussionPath(lesson.track.slug, lesson.slug) },
    opening,
    replies,
    replyCount: row.shownCount - (opening.state === 'shown' ? 1 : 0),
    lastActivityAt: row.lastActivityAt.toISOString(),
  }
}

/** Which replies: from a number on, before a number, or around one; from the first when none is given. */
export type RepliesAt = { from?: number | null; before?: number | null; at?: number | null }

/** A page of a thread; null when there is no such thread, or nothing in it for this reader. */
export async function openThread(viewer: Viewer | null, threadId: string, asked: RepliesAt): Promise<ThreadPage | null> {
  const row = isId(threadId) ? await findThreadRow(threadId) : null
  const lesson = row && (await findLessonById(row.lessonId))
  const [openingRow] = row ? await listByNumbers(row.id, [1]) : []
  if (!row || !lesson || !openingRow) return null
  if (row.shownCount === 0 && !canRead(viewer, factsOf(openingRow))) return null
  const { rows, earlier, later } = await findReplies(row.id, asked)
  const answered = await listByNumbers(row.id, [...new Set(rows.flatMap(({ replyToNumber }) => replyToNumber ?? []))])
  const [opening, ...replies] = await showComments(viewer, [openingRow, ...rows], new Map(answered.map((comment) => [comment.number, comment])))
  if (!opening) throw new Error('expected the opening of a thread')
  return {
    id: row.id,
    path: pathOf(lesson, row.id),
    lesson: {
      id: lesson.id,
      title: lesson.frontMatter.title,
      path: discussionPath(lesson.track.slug, lesson.slug),
      trackTitle: lesson.track.title,
    },
    opening,
    replies,
    replyCount: row.shownCount - (opening.state === 'shown' ? 1 : 0),
    earlier,
    later,
    lastNumber: row.lastNumber,
  }
}

type FoundReplies = { rows: CommentRow[]; earlier: number | null; later: number | null }

async function findReplies(threadId: string, { from, before, at }: RepliesAt): Promise<FoundReplies> {
  if (before) {
    const found = await listRepliesBefore(threadId, before, COMMENTS_PER_PAGE + 1)
    const rows = found.slice(-COMMENTS_PER_PAGE)
    const isMore = (await listRepliesFrom(threadId, before, 1)).length > 0
    return { rows, earlier: found.length > COMMENTS_PER_PAGE ? (rows[0]?.number ?? null) : null, later: isMore ? before : null }
  }
  const lead = at ? await listRepliesBefore(threadId, at, REPLIES_BEFORE_PERMALINK) : []
  const start = lead[0]?.number ?? at ?? from ?? 1
  const found = await listRepliesFrom(threadId, start, COMMENTS_PER_PAGE + 1)
  const isMoreBefore = start > 2 && (await listRepliesBefore(threadId, start, 1)).length > 0
  return { rows: found.slice(0, COMMENTS_PER_PAGE), earlier: isMoreBefore ? start : null, later: found[COMMENTS_PER_PAGE]?.number ?? null }
}

/** A comment that this reader may read, and where it stands. */
export type FoundComment = { row: CommentRow; lesson: Lesson; discussion: string; thread: string; place: string }

/** The comment with this id and its place; null when there is none, or not for this reader. */
export async function findReadableComment(viewer: Viewer | null, commentId: string): Promise<FoundComment | null> {
  const row = isId(commentId) ? await findCommentRow(commentId) : null
  const lesson = row && (await findLessonById(row.lessonId))
  if (!row || !lesson || !canRead(viewer, factsOf(row))) return null
  const thread = pathOf(lesson, row.threadId)
  return { row, lesson, discussion: discussionPath(lesson.track.slug, lesson.slug), thread, place: placeOf(thread, row) }
}

/** One's own comment as it is shown, to decide about; null when there is none that one may delete. */
export async function findOwnComment(viewer: Viewer, commentId: string): Promise<{ comment: PublicComment } | null> {
  const found = await findReadableComment(viewer, commentId)
  const [comment] = found ? await showComments(viewer, [found.row]) : []
  return comment?.may.delete ? { comment } : null
}

function pathOf(lesson: Lesson, threadId: string): string {
  return threadPath(lesson.track.slug, lesson.slug, threadId)
}
