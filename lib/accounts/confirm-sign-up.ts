import 'server-only'
import { isUniqueConflict } from '#lib/database-rules.ts'
import { db } from '#lib/db.ts'
import { sharedThrottle } from '#lib/http/throttle.ts'
import { LINK_TRIES } from '#lib/http/throttle-limits.ts'
import { HASHING_RETRY_AFTER_SECONDS, verifyPassword } from './passwords/password-hash.ts'
import type { Sender } from './sender.ts'
import { hashToken } from './sessions/secret-token.ts'
import { type StartedSession, startSession } from './sessions/start-session.ts'
import { deleteSignUpsOf, findSignUpByToken, type PendingSignUp, takeSignUp } from './sign-up-store.ts'
import { insertUser } from './user-store.ts'

const tries = sharedThrottle(LINK_TRIES)

/** Whose sign-up a mailed link finishes, to be shown before it is; null when the link is used, expired or no link of ours. Changes nothing. */
export async function findSignUpLink(token: string | undefined, now: Date): Promise<{ name: string; email: string } | null> {
  const tokenHash = hashToken(token)
  const signUp = tokenHash === null ? null : await findSignUpByToken(tokenHash, now)
  return signUp && { name: signUp.name, email: signUp.email }
}

export type ConfirmOutcome =
  | { ok: true; value: StartedSession }
  | { ok: false; reason: 'link-dead' | 'wrong-password' | 'address-taken' }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Makes the account and signs it in, for whoever has both the mailed link and the password that was chosen. Each alone is not enough: a
 * stranger who signed up with your address lacks the link, and you, who get the link, lack the password; so nobody
 * can have an account ready for you to walk into (pre-hijacking). The link works once and for 15 minutes.
 */
export async function confirmSignUp(token: string | undefined, password: string, sender: Sender, now: Date): Promise<ConfirmOutcome> {
  const tokenHash = hashToken(token)
  if (tokenHash === null) return { ok: false, reason: 'link-dead' }
  const signUp = await findSignUpByToken(tokenHash, now)
  if (signUp === null) return { ok: false, reason: 'link-dead' }

  const permit = await tries.take(tokenHash, now)
  if (!permit.ok) return { ...permit, reason: 'too-many' }
  const verified = await verifyPassword(signUp.passwordHash, password)
  if (!verified.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }
  if (!verified.value) return { ok: false, reason: 'wrong-password' }

  try {
    const session = await makeAccount(signUp, tokenHash, sender, now)
    return session === null ? { ok: false, reason: 'link-dead' } : { ok: true, value: session }
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
    await deleteSignUpsOf(signUp.email)
    return { ok: false, reason: 'address-taken' }
  }
}

/** All or nothing: the sign-up goes, the user and the first session come. Null when another request was faster with the same link. */
async function makeAccount(signUp: PendingSignUp, tokenHash: string, sender: Sender, now: Date): Promise<StartedSession | null> {
  return await db().$transaction(async (transaction) => {
    if (!(await takeSignUp(signUp.id, tokenHash, now, transaction))) return null
    const { name, email, passwordHash } = signUp
    const user = await insertUser({ name, email, emailVerified: now, passwordHash }, transaction)
    await deleteSignUpsOf(email, transaction)
    return await startSession(user, sender.device, now, transaction)
  })
}
