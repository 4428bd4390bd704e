import 'server-only'
import { db } from '#lib/db.ts'
import { Prisma, type ReportReason } from '#prisma/generated/client.ts'
import { type CommentRow, fromCommentRecords } from './comment-row.ts'

export type NewReport = { commentId: string; reporterId: string; reason: ReportReason; note: string; createdAt: Date }

/** Writes a report and puts its comment into the queue; a second one of the same person changes nothing. Whether it was the first. */
export async function insertReport(report: NewReport): Promise<boolean> {
  try {
    await db().$transaction(async (transaction) => {
      await transaction.commentReport.create({ data: report, select: { id: true } })
      await transaction.comment.updateMany({
        where: { id: report.commentId, reportedAt: null, deletedAt: null, hiddenAt: null },
        data: { reportedAt: report.createdAt },
      })
    })
    return true
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false
    throw error
  }
}

/** Takes a comment out of the queue and closes its reports. */
export async function resolveReports(commentId: string, resolvedById: string, resolvedAt: Date): Promise<void> {
  await db().$transaction([
    db().commentReport.updateMany({ where: { commentId, resolvedAt: null }, data: { resolvedAt, resolvedById } }),
    db().comment.updateMany({ where: { id: commentId }, data: { reportedAt: null } }),
  ])
}

/** Where a page of the queue goes on. */
export type QueueCursor = { at: Date; id: string }

export type QueuedRow = CommentRow & { lessonId: string; reportedAt: Date | null }

const SELECTED =
  Prisma.raw(`c.id::text, c."threadId"::text, c.number, c.body, c."replyToNumber", c."createdAt", c."editedAt", c."deletedAt", c."hiddenAt",
  c."reportedAt", t."lessonId", u.id::text AS "authorId", u.name AS "authorName", u.role::text AS "authorRole"`)

/** Comments with reports that nobody has looked at, the longest waiting first. */
export async function listReported(after: QueueCursor | null, limit: number): Promise<QueuedRow[]> {
  const from = after === null ? Prisma.empty : Prisma.sql`AND (c."reportedAt", c.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
  return fromCommentRecords(
    await db().$queryRaw`
      SELECT ${SELECTED} FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" LEFT JOIN "User" u ON u.id = c."authorId"
      WHERE c."reportedAt" IS NOT NULL ${from}
      ORDER BY c."reportedAt", c.id LIMIT ${limit}`,
  ) as QueuedRow[]
}

/** Comments that a moderator has hidden, the latest first. */
export async function listHidden(before: QueueCursor | null, limit: number): Promise<QueuedRow[]> {
  const from = before === null ? Prisma.empty : Prisma.sql`AND (c."hiddenAt", c.id) < (${before.at}::timestamptz, ${before.id}::uuid)`
  return fromCommentRecords(
    await db().$queryRaw`
      SELECT ${SELECTED} FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" LEFT JOIN "User" u ON u.id = c."authorId"
      WHERE c."hiddenAt" IS NOT NULL AND c."deletedAt" IS NULL ${from}
      ORDER BY c."hiddenAt" DESC, c.id DESC LIMIT ${limit}`,
  ) as QueuedRow[]
}

export type OpenReport = { commentId: string; reason: ReportReason; note: string; createdAt: Date; reporterName: string | null }

/** The open reports about these comments, oldest first; at most 20 a comment are shown. */
export async function listOpenReports(commentIds: readonly string[]): Promise<OpenReport[]> {
  if (commentIds.length === 0) return []
  return await db().$queryRaw<OpenReport[]>`
    SELECT r."commentId"::text, r.reason::text, r.note, r."createdAt", u.name AS "reporterName"
    FROM unnest(${[...commentIds]}::uuid[]) AS c(id)
    CROSS JOIN LATERAL (SELECT * FROM "CommentReport" WHERE "commentId" = c.id AND "resolvedAt" IS NULL ORDER BY "createdAt" LIMIT 20) r
    LEFT JOIN "User" u ON u.id = r."reporterId"
    ORDER BY r."createdAt"`
}
