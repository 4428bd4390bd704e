import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { REPORTS_PER_USER } from './comment-limits.ts'
import type { Report } from './comment-schema.ts'
import type { PublicComment } from './discussion.ts'
import { findReadableComment } from './read-discussion.ts'
import { insertReport } from './report-store.ts'
import { showComments } from './show-comments.ts'

const throttle = memoryThrottle(REPORTS_PER_USER)

export type ReportOutcome =
  | { ok: true; value: 'reported' | 'reported-before' }
  | { ok: false; reason: 'gone' | 'database-away' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number }

/** A comment that this person may report, as it is shown; null for what is not there, hidden, or one's own. */
export async function findReportable(viewer: Viewer, commentId: string): Promise<{ comment: PublicComment } | null> {
  const found = await findReadableComment(viewer, commentId)
  const [comment] = found ? await showComments(viewer, [found.row]) : []
  return comment?.may.report ? { comment } : null
}

/** Tells the moderators of a comment, once a person and comment. */
export async function reportComment(viewer: Viewer, commentId: string, { reason, note }: Report, now: Date): Promise<ReportOutcome> {
  const outcome = await orDatabaseAway(async (): Promise<ReportOutcome> => {
    if (!(await findReportable(viewer, commentId))) return { ok: false, reason: 'gone' }
    const permit = await throttle.take(viewer.id)
    if (!permit.ok) return { ok: false, reason: 'throttled', retryAfterSeconds: permit.retryAfterSeconds }
    const isFirst = await insertReport({ commentId, reporterId: viewer.id, reason, note, createdAt: now })
    return { ok: true, value: isFirst ? 'reported' : 'reported-before' }
  })
  return outcome.ok ? outcome.value : outcome
}
