import 'server-only'
import { db } from '#lib/db.ts'

export type KeptCount = { count: number; expiresAt: Date }

/** Adds to a count in one statement, so that simultaneous ones are all counted; a window that is over begins anew. */
export async function addToCount(key: string, windowSeconds: number, now: Date): Promise<KeptCount> {
  const end = new Date(now.getTime() + windowSeconds * 1000)
  const rows = await db().$queryRaw<KeptCount[]>`
    INSERT INTO "ThrottleCount" AS kept ("key", "count", "expiresAt") VALUES (${key}, 1, ${end})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."expiresAt" <= ${now} THEN 1 ELSE kept."count" + 1 END,
      "expiresAt" = CASE WHEN kept."expiresAt" <= ${now} THEN EXCLUDED."expiresAt" ELSE kept."expiresAt" END
    RETURNING "count", "expiresAt"`
  const [row] = rows
  if (!row) throw new Error('an upsert returned no row')
  return row
}

/** The count of a window that is not over; null without one. */
export async function findCount(key: string, now: Date): Promise<KeptCount | null> {
  return await db().throttleCount.findFirst({ where: { key, expiresAt: { gt: now } }, select: { count: true, expiresAt: true } })
}

export async function deleteCount(key: string): Promise<void> {
  await db().throttleCount.deleteMany({ where: { key } })
}

/** Removes the counts of windows that are over; returns how many. */
export async function deleteCountsBefore(now: Date): Promise<number> {
  const { count } = await db().throttleCount.deleteMany({ where: { expiresAt: { lte: now } } })
  return count
}
