import 'server-only'
import { db, type Transaction } from '#lib/db.ts'

export type PendingSignUp = { id: string; email: string; name: string; passwordHash: string }

const pending = { id: true, email: true, name: true, passwordHash: true } as const

export async function insertPendingSignUp(signUp: Omit<PendingSignUp, 'id'>, now: Date, client: Transaction): Promise<string> {
  const { id } = await client.pendingSignUp.create({ data: { ...signUp, createdAt: now }, select: { id: true } })
  return id
}

/** Gives a pending sign-up its mailed token, in the place of an earlier one; null when there is no such sign-up any more. */
export async function setSignUpToken(id: string, tokenHash: string, expiresAt: Date): Promise<{ name: string } | null> {
  const [row] = await db().pendingSignUp.updateManyAndReturn({ where: { id }, data: { tokenHash, expiresAt }, select: { name: true } })
  return row ?? null
}

/** The sign-up that this mailed token belongs to; null for unknown, used and expired ones alike. */
export async function findSignUpByToken(tokenHash: string, now: Date): Promise<PendingSignUp | null> {
  return await db().pendingSignUp.findFirst({ where: { tokenHash, expiresAt: { gt: now } }, select: pending })
}

/** Takes the sign-up out of the table. Of several at once exactly one gets true, so a link works once. */
export async function takeSignUp(id: string, tokenHash: string, now: Date, client: Transaction): Promise<boolean> {
  const { count } = await client.pendingSignUp.deleteMany({ where: { id, tokenHash, expiresAt: { gt: now } } })
  return count === 1
}

/** Other sign-ups with an address that is now taken come to nothing. */
export async function deleteSignUpsOf(email: string, client: Transaction = db()): Promise<void> {
  await client.pendingSignUp.deleteMany({ where: { email } })
}

export async function deleteSignUp(id: string): Promise<void> {
  await db().pendingSignUp.deleteMany({ where: { id } })
}

export async function deleteSignUpsBefore(createdBefore: Date): Promise<void> {
  await db().pendingSignUp.deleteMany({ where: { createdAt: { lt: createdBefore } } })
}
