import 'server-only'
import { db } from '#lib/db.ts'

/*
 * For tests and benches: many rows at once, written by the database itself.
 */

/** Threads of a lesson with an opening and `replies` replies each, by one author; a second apart, the newest last. Returns their ids in that order. */
export async function fillThreads(lessonId: string, authorId: string, threads: number, replies: number): Promise<string[]> {
  const made = await db().$queryRaw<{ id: string }[]>`
    INSERT INTO "Thread" (id, "lessonId", "lastNumber", "shownCount", "lastActivityAt")
    SELECT gen_random_uuid(), ${lessonId}, ${replies + 1}, ${replies + 1}, now() - (${threads} - n) * interval '1 second'
    FROM generate_series(1, ${threads}) AS n RETURNING id::text`
  const ids = made.map(({ id }) => id)
  await db().$executeRaw`
    INSERT INTO "Comment" (id, "threadId", number, "authorId", "clientId", body, "sentHash", "createdAt")
    SELECT gen_random_uuid(), t.id, n, ${authorId}::uuid, gen_random_uuid(), 'Comment *' || n || '* with \`code\`.', '', now()
    FROM unnest(${ids}::uuid[]) AS t(id) CROSS JOIN generate_series(1, ${replies + 1}) AS n`
  await db().$executeRaw`ANALYZE "Thread"`
  await db().$executeRaw`ANALYZE "Comment"`
  return ids
}
