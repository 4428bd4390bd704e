import 'server-only'
import { canModerate } from '#lib/accounts/role-rules.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'
import { log } from '#lib/log.ts'
import type { Result } from '#lib/result.ts'
import { failure, success } from '#lib/result.ts'
import { REPORTS_PER_PAGE } from './comment-limits.ts'
import type { Ruling } from './comment-schema.ts'
import { findCommentRow, setHidden } from './comment-store.ts'
import { isId, readThreadCursor, writeThreadCursor } from './cursor-rules.ts'
import type { Queue, QueuedComment } from './discussion.ts'
import { permalink, threadPath } from './discussion-paths.ts'
import { listHidden, listOpenReports, listReported, resolveReports } from './report-store.ts'
import { showComments } from './show-comments.ts'

/**
 * What a moderator decides about a comment: hide it, show it again, or leave it and close its reports. Deciding the same again changes
 * nothing. `gone` covers what is not there and whoever is no moderator.
 */
export async function ruleOn(viewer: Viewer, commentId: string, ruling: Ruling, now: Date): Promise<Result<null, 'gone' | 'database-away'>> {
  if (!canModerate(viewer) || !isId(commentId)) return failure('gone')
  const outcome = await orDatabaseAway(async () => {
    const row = await findCommentRow(commentId)
    if (!row || row.deletedAt !== null) return failure('gone')
    if (ruling !== 'dismiss') await setHidden(commentId, ruling === 'hide' ? { at: now, byId: viewer.id } : null)
    await resolveReports(commentId, viewer.id, now)
    log().info({ commentId, moderatorId: viewer.id, ruling }, 'A moderator decided about a comment')
    return success(null)
  })
  return outcome.ok ? outcome.value : outcome
}

/** A page of the moderators' queue; null for everybody else. */
export async function listQueue(viewer: Viewer, kind: 'reported' | 'hidden', after: string | null): Promise<Queue | null> {
  if (!canModerate(viewer)) return null
  const read = readThreadCursor(after)
  const cursor = read && { at: read.lastActivityAt, id: read.id }
  const found = await (kind === 'reported' ? listReported : listHidden)(cursor, REPORTS_PER_PAGE + 1)
  const rows = found.slice(0, REPORTS_PER_PAGE)
  const reports = await listOpenReports(rows.map(({ id }) => id))
  const shown = await showComments(viewer, rows)
  const comments = await Promise.all(
    shown.map(async (comment, index): Promise<QueuedComment> => {
      const lesson = await findLessonById(rows[index]?.lessonId ?? '')
      return {
        comment,
        lessonTitle: lesson?.frontMatter.title ?? 'a lesson that is no longer published',
        threadPath: lesson ? threadPath(lesson.track.slug, lesson.slug, comment.threadId) : permalink(comment.id),
        reports: reports
          .filter(({ commentId }) => commentId === comment.id)
          .map(({ reason, note, reporterName, createdAt }) => ({ reason, note, reporter: reporterName, reportedAt: createdAt.toISOString() })),
      }
    }),
  )
  const last = rows.at(-1)
  const lastAt = kind === 'reported' ? last?.reportedAt : last?.hiddenAt
  return { comments, next: found.length > REPORTS_PER_PAGE && last && lastAt ? writeThreadCursor({ lastActivityAt: lastAt, id: last.id }) : null }
}
