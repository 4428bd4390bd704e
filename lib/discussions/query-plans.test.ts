/** Every query of a discussion finds its rows by an index, however large the tables are. */
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { findCommentRow, findSent, listByNumbers, listRepliesBefore, listRepliesFrom } from './comment-store.ts'
import { addLessons, addPerson } from './example-people.ts'
import { fillThreads } from './example-threads.ts'
import { listHidden, listOpenReports, listReported } from './report-store.ts'
import { findThreadRow, listBeginnings, listThreadRows } from './thread-store.ts'

await takeTestDatabase()
const [lessonId] = await addLessons()
let threads: string[] = []
let authorId = ''

beforeAll(async () => {
  authorId = (await addPerson('Writer')).id
  threads = await fillThreads(lessonId, authorId, 3000, 3)
  // Reports and hidden comments are a small part of all, as in life.
  await db().$executeRaw`
    UPDATE "Comment" SET "reportedAt" = CASE WHEN number = 2 THEN now() END, "hiddenAt" = CASE WHEN number = 3 THEN now() END
    WHERE "threadId" = ANY(SELECT id FROM "Thread" ORDER BY id LIMIT 40)`
  await db().$executeRaw`
    INSERT INTO "CommentReport" (id, "commentId", "reporterId", reason, note)
    SELECT gen_random_uuid(), id, ${authorId}::uuid, 'spam', '' FROM "Comment" ORDER BY "reportedAt" LIMIT 5000`
  for (const table of ['Thread', 'Comment', 'CommentReport', 'User']) await db().$executeRawUnsafe(`ANALYZE "${table}"`)
}, 60_000)

/** How often each table was read from end to end, by the server's own counts. The pool gives the same connection again to who asks in turn. */
async function sequentialScans(): Promise<Record<string, number>> {
  await db().$queryRaw`SELECT pg_stat_force_next_flush()::text`
  await db().$queryRaw`SELECT pg_stat_clear_snapshot()::text`
  const rows = await db().$queryRaw<{ table: string; scans: bigint }[]>`
    SELECT relname AS "table", seq_scan AS scans FROM pg_stat_user_tables WHERE relname IN ('Thread', 'Comment', 'CommentReport')`
  return Object.fromEntries(rows.map(({ table, scans }) => [table, Number(scans)]))
}

const cursor = () => ({ lastActivityAt: new Date(Date.now() - 1_000_000), id: threads[0] ?? '' })

const queries: [string, () => Promise<unknown[] | object | null>][] = [
  ['the first page of a lesson', () => listThreadRows(lessonId, { before: null, limit: 16 })],
  ['a later page of a lesson', () => listThreadRows(lessonId, { before: cursor(), limit: 16 })],
  ['the first page of all lessons', () => listThreadRows(null, { before: null, limit: 16 })],
  ['a later page of all lessons', () => listThreadRows(null, { before: cursor(), limit: 16 })],
  ['the beginnings of threads', () => listBeginnings(threads.slice(0, 15))],
  ['a thread', () => findThreadRow(threads[7] ?? '')],
  ['replies forwards', () => listRepliesFrom(threads[7] ?? '', 2, 26)],
  ['replies backwards', () => listRepliesBefore(threads[7] ?? '', 4, 26)],
  ['comments by number', () => listByNumbers(threads[7] ?? '', [1, 2])],
  [
    'a comment',
    async () => findCommentRow((await db().comment.findFirst({ where: { threadId: threads[9] ?? '', number: 2 }, select: { id: true } }))?.id ?? ''),
  ],
  [
    'what a form has sent',
    async () =>
      findSent(
        authorId,
        (await db().comment.findFirst({ where: { threadId: threads[9] ?? '', number: 2 }, select: { clientId: true } }))?.clientId ?? '',
      ),
  ],
  ['the queue', () => listReported(null, 21)],
  ['the queue further on', () => listReported({ at: new Date(0), id: threads[0] ?? '' }, 21)],
  ['what is hidden', () => listHidden(null, 21)],
  ['what is hidden further on', () => listHidden({ at: new Date(Date.now() + 60_000), id: threads[0] ?? '' }, 21)],
  ['open reports', async () => listOpenReports((await listReported(null, 21)).map(({ id }) => id))],
]

describe('the queries of a discussion', () => {
  it('read no table from end to end', async () => {
    const before = await sequentialScans()
    for (const [name, ask] of queries) {
      const found = await ask()
      expect(Array.isArray(found) ? found.length : found, `${name}: found nothing`).toBeTruthy()
      expect(await sequentialScans(), name).toEqual(before)
    }
  })

  it('would be found out if they did', async () => {
    const before = await sequentialScans()
    await db().comment.count({ where: { body: 'nothing' } })
    expect((await sequentialScans()).Comment).toBe((before.Comment ?? 0) + 1)
  })
})
