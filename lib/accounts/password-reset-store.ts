import 'server-only'
import { db, type Transaction } from '#lib/db.ts'

/** Keeps the newest mailed token of this user; an older one is worth nothing from now on. */
export async function putPasswordReset(userId: string, tokenHash: string, now: Date, expiresAt: Date): Promise<void> {
  const values = { tokenHash, createdAt: now, expiresAt }
  await db().passwordReset.upsert({ where: { userId }, create: { userId, ...values }, update: values, select: { userId: true } })
}

export type ResettableUser = { id: string; name: string; email: string | null }

/** Whose password this mailed token may set; null for unknown, used, replaced and expired ones alike. */
export async function findResetByToken(tokenHash: string, now: Date): Promise<ResettableUser | null> {
  const reset = await db().passwordReset.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { user: { select: { id: true, name: true, email: true } } },
  })
  return reset?.user ?? null
}

/** Uses the token up. Of several at once exactly one gets true. */
export async function takePasswordReset(tokenHash: string, now: Date, client: Transaction): Promise<boolean> {
  const { count } = await client.passwordReset.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } })
  return count === 1
}

/** A link that was mailed before the password changed opens nothing afterwards. */
export async function deletePasswordResetOf(userId: string, client: Transaction): Promise<void> {
  await client.passwordReset.deleteMany({ where: { userId } })
}

export async function deleteResetsBefore(now: Date): Promise<void> {
  await db().passwordReset.deleteMany({ where: { expiresAt: { lte: now } } })
}
