import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type CommentRow, fromCommentRecords } from './comment-row.ts'

const SELECTED =
  Prisma.raw(`c.id::text, c."threadId"::text, c.number, c.body, c."replyToNumber", c."createdAt", c."editedAt", c."deletedAt", c."hiddenAt",
  u.id::text AS "authorId", u.name AS "authorName", u.role::text AS "authorRole"`)

/** A reply stands on a page while it can be read, or while a reply to it does. */
const STANDS = Prisma.raw(`(c."deletedAt" IS NULL OR EXISTS (
  SELECT 1 FROM "Comment" r WHERE r."threadId" = c."threadId" AND r."replyToNumber" = c.number AND r."deletedAt" IS NULL))`)

/** Replies of a thread from this number on, in the order of numbers. */
export async function listRepliesFrom(threadId: string, from: number, limit: number): Promise<CommentRow[]> {
  return fromCommentRecords(
    await db().$queryRaw`
      SELECT ${SELECTED} FROM "Comment" c LEFT JOIN "User" u ON u.id = c."authorId"
      WHERE c."threadId" = ${threadId}::uuid AND c.number > 1 AND c.number >= ${from} AND ${STANDS}
      ORDER BY c.number LIMIT ${limit}`,
  )
}

/** The last replies of a thread before this number, in the order of numbers. */
export async function listRepliesBefore(threadId: string, before: number, limit: number): Promise<CommentRow[]> {
  const rows = fromCommentRecords(
    await db().$queryRaw`
      SELECT ${SELECTED} FROM "Comment" c LEFT JOIN "User" u ON u.id = c."authorId"
      WHERE c."threadId" = ${threadId}::uuid AND c.number > 1 AND c.number < ${before} AND ${STANDS}
      ORDER BY c.number DESC LIMIT ${limit}`,
  )
  return rows.toReversed()
}

/** Comments of a thread by their numbers, in no order. */
export async function listByNumbers(threadId: string, numbers: readonly number[]): Promise<CommentRow[]> {
  if (numbers.length === 0) return []
  return fromCommentRecords(
    await db().$queryRaw`
      SELECT ${SELECTED} FROM "Comment" c LEFT JOIN "User" u ON u.id = c."authorId"
      WHERE c."threadId" = ${threadId}::uuid AND c.number = ANY(${[...numbers]}::int[])`,
  )
}

/** The comment with this id and the lesson of its thread; null when there is none. */
export async function findCommentRow(id: string): Promise<(CommentRow & { lessonId: string; threadShownCount: number }) | null> {
  const rows = await db().$queryRaw<{ lessonId: string; threadShownCount: number }[]>`
    SELECT ${SELECTED}, t."lessonId", t."shownCount" AS "threadShownCount"
    FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" LEFT JOIN "User" u ON u.id = c."authorId"
    WHERE c.id = ${id}::uuid`
  const [row] = rows
  const [comment] = fromCommentRecords(rows)
  return row && comment ? { ...comment, lessonId: row.lessonId, threadShownCount: row.threadShownCount } : null
}

/** What this person's form with this id has sent already; null when nothing has come of it. */
export async function findSent(authorId: string, clientId: string): Promise<{ id: string; sentHash: string; deletedAt: Date | null } | null> {
  return await db().comment.findUnique({
    where: { authorId_clientId: { authorId, clientId } },
    select: { id: true, sentHash: true, deletedAt: true },
  })
}

/** When this person's account was made; null when it is gone. */
export async function findAccountAge(userId: string): Promise<{ createdAt: Date } | null> {
  return await db().user.findUnique({ where: { id: userId }, select: { createdAt: true } })
}

export type NewComment = { authorId: string; clientId: string; body: string; sentHash: string; createdAt: Date }

/** Writes a thread and its opening. `sent-before`: this form has sent something already; `gone`: the register has no such lesson. */
export async function insertThread(lessonId: string, comment: NewComment): Promise<'written' | 'sent-before' | 'gone'> {
  const counts = { lastNumber: 1, shownCount: 1, lastActivityAt: comment.createdAt, createdAt: comment.createdAt }
  return await refusalOf(async () => {
    await db().thread.create({ data: { lessonId, ...counts, comments: { create: { ...comment, number: 1 } } }, select: { id: true } })
  })
}

/**
 * Writes a reply under the next number of its thread, in one transaction. `gone`: there is no such thread with something to read, or the
 * comment that it answers cannot be read.
 */
export async function insertReply(threadId: string, replyToNumber: number | null, comment: NewComment): Promise<'written' | 'sent-before' | 'gone'> {
  return await refusalOf(() =>
    db().$transaction(async (transaction) => {
      const [thread] = await transaction.$queryRaw<{ lastNumber: number }[]>`
        UPDATE "Thread" SET "lastNumber" = "lastNumber" + 1, "shownCount" = "shownCount" + 1,
          "lastActivityAt" = GREATEST("lastActivityAt", ${comment.createdAt}::timestamptz)
        WHERE id = ${threadId}::uuid AND "shownCount" > 0 RETURNING "lastNumber"`
      if (!thread || (replyToNumber !== null && !(await isAnswerable(transaction, threadId, replyToNumber)))) throw new GoneError()
      await transaction.comment.create({ data: { ...comment, threadId, replyToNumber, number: thread.lastNumber }, select: { id: true } })
    }),
  )
}

async function isAnswerable(client: Transaction, threadId: string, number: number): Promise<boolean> {
  const found = await client.comment.findUnique({
    where: { threadId_number: { threadId, number } },
    select: { deletedAt: true, hiddenAt: true },
  })
  return found !== null && found.deletedAt === null && found.hiddenAt === null
}

/** Rolls back what a transaction has done; never leaves this file. */
class GoneError extends Error {}

async function refusalOf(write: () => Promise<void>): Promise<'written' | 'sent-before' | 'gone'> {
  try {
    await write()
    return 'written'
  } catch (error) {
    if (error instanceof GoneError) return 'gone'
    const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null
    if (code === 'P2002') return 'sent-before'
    // A lesson or an account that went away in this moment.
    if (code === 'P2003') return 'gone'
    throw error
  }
}

/** Replaces the text of one's own comment that can be read, if it is still what `seen` says. Whether it was. */
export async function updateBody(
  id: string,
  authorId: string,
  seen: { body: string; editedAt: Date | null },
  { body, editedAt }: { body: string; editedAt: Date },
): Promise<boolean> {
  const { count } = await db().comment.updateMany({
    where: { id, authorId, deletedAt: null, hiddenAt: null, ...seen },
    data: { body, editedAt },
  })
  return count > 0
}

/** Takes the text out of one's own comment and keeps its number. Whether there was something to take. */
export async function eraseComment(id: string, authorId: string, deletedAt: Date): Promise<boolean> {
  return await db().$transaction(async (transaction) => {
    const [erased] = await transaction.$queryRaw<{ threadId: string; hiddenAt: Date | null }[]>`
      UPDATE "Comment" SET body = '', "sentHash" = '', "editedAt" = NULL, "deletedAt" = ${deletedAt}::timestamptz, "reportedAt" = NULL
      WHERE id = ${id}::uuid AND "authorId" = ${authorId}::uuid AND "deletedAt" IS NULL RETURNING "threadId"::text, "hiddenAt"`
    if (!erased) return false
    await transaction.commentReport.updateMany({ where: { commentId: id, resolvedAt: null }, data: { resolvedAt: deletedAt } })
    if (erased.hiddenAt === null) await countShown(transaction, erased.threadId, -1)
    return true
  })
}

/** Hides a comment that can be read, or shows a hidden one again. Whether that changed anything. */
export async function setHidden(id: string, hidden: { at: Date; byId: string } | null): Promise<boolean> {
  return await db().$transaction(async (transaction) => {
    const isHiding = hidden !== null
    const [changed] = await transaction.$queryRaw<{ threadId: string }[]>`
      UPDATE "Comment" SET "hiddenAt" = ${hidden?.at ?? null}::timestamptz, "hiddenById" = ${hidden?.byId ?? null}::uuid
      WHERE id = ${id}::uuid AND "deletedAt" IS NULL AND ("hiddenAt" IS NULL) = ${isHiding} RETURNING "threadId"::text`
    if (changed) await countShown(transaction, changed.threadId, isHiding ? -1 : 1)
    return changed !== undefined
  })
}

async function countShown(client: Transaction, threadId: string, change: 1 | -1): Promise<void> {
  await client.thread.update({ where: { id: threadId }, data: { shownCount: { increment: change } }, select: { id: true } })
}
