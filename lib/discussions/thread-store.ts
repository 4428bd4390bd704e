import 'server-only'
import { db } from '#lib/db.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { REPLIES_IN_LIST } from './comment-limits.ts'
import { type CommentRow, fromCommentRecords } from './comment-row.ts'
import type { ThreadCursor } from './cursor-rules.ts'

/** A thread. `shownCount` counts the comments that everybody can read. */
export type ThreadRow = { id: string; lessonId: string; lastNumber: number; shownCount: number; lastActivityAt: Date }

type Page = { before: ThreadCursor | null; limit: number }

/** Threads with something to read, newest activity first; of one lesson, or of all. */
export async function listThreadRows(lessonId: string | null, { before, limit }: Page): Promise<ThreadRow[]> {
  const ofLesson = lessonId === null ? Prisma.empty : Prisma.sql`"lessonId" = ${lessonId} AND`
  const after = before === null ? Prisma.empty : Prisma.sql`AND ("lastActivityAt", id) < (${before.lastActivityAt}::timestamptz, ${before.id}::uuid)`
  return await db().$queryRaw<ThreadRow[]>`
    SELECT id::text, "lessonId", "lastNumber", "shownCount", "lastActivityAt" FROM "Thread"
    WHERE ${ofLesson} "shownCount" > 0 ${after}
    ORDER BY "lastActivityAt" DESC, id DESC LIMIT ${limit}`
}

/** The thread with this id, whatever can be read in it; null when there is none. */
export async function findThreadRow(id: string): Promise<ThreadRow | null> {
  return await db().thread.findUnique({
    where: { id },
    select: { id: true, lessonId: true, lastNumber: true, shownCount: true, lastActivityAt: true },
  })
}

/** For each of these threads its opening, whatever its state, and its latest replies that everybody can read; in the order of numbers. */
export async function listBeginnings(threadIds: readonly string[]): Promise<CommentRow[]> {
  if (threadIds.length === 0) return []
  const columns = Prisma.raw(
    'c.id, c."threadId", c.number, c.body, c."replyToNumber", c."createdAt", c."editedAt", c."deletedAt", c."hiddenAt", c."authorId"',
  )
  return fromCommentRecords(
    await db().$queryRaw`
      SELECT c.id::text, c."threadId"::text, c.number, c.body, c."replyToNumber", c."createdAt", c."editedAt", c."deletedAt", c."hiddenAt",
        u.id::text AS "authorId", u.name AS "authorName", u.role::text AS "authorRole"
      FROM unnest(${[...threadIds]}::uuid[]) AS t(id)
      CROSS JOIN LATERAL (
        (SELECT ${columns} FROM "Comment" c WHERE c."threadId" = t.id AND c.number = 1)
        UNION ALL
        (SELECT ${columns} FROM "Comment" c
          WHERE c."threadId" = t.id AND c.number > 1 AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL
          ORDER BY c.number DESC LIMIT ${REPLIES_IN_LIST})
      ) c
      LEFT JOIN "User" u ON u.id = c."authorId"
      ORDER BY c."threadId", c.number`,
  )
}
