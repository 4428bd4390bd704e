import 'server-only'
import { HASHING_RETRY_AFTER_SECONDS, hashPassword, isHashingFull, isHashOutdated, verifyPassword } from './passwords/password-hash.ts'
import type { Sender } from './sender.ts'
import { endSession } from './sessions/end-session.ts'
import { type StartedSession, startSession } from './sessions/start-session.ts'
import { forgiveSignIn, takeSignInPermit } from './sign-in-permit.ts'
import { findUserByEmail, replacePasswordHash, type UserToSignIn } from './user-store.ts'

export type SignInOutcome =
  | { ok: true; value: StartedSession }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * A session for whoever knows the password of this address. `wrong` covers an unknown address, a wrong password and an account without
 * one alike, with the same queries and the same hash for each (OWASP ASVS 5.0, 6.3.8). Effects: counts the try; on
 * success starts a new session, ends the one that the browser held (`heldToken`), and renews a hash made with older parameters.
 */
export async function signIn(
  { email, password }: { email: string; password: string },
  sender: Sender,
  heldToken: string | undefined,
  now: Date,
): Promise<SignInOutcome> {
  if (isHashingFull()) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }
  const attempt = { email, address: sender.address }
  const permit = await takeSignInPermit(attempt, now)
  if (!permit.ok) return { ...permit, reason: 'too-many' }

  const user = await findUserByEmail(email)
  const verified = await verifyPassword(user?.passwordHash ?? null, password)
  if (!verified.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }
  if (!verified.value || user === null) return { ok: false, reason: 'wrong' }

  await forgiveSignIn(attempt, now)
  await renewHash(user, password)
  await endSession(heldToken)
  return { ok: true, value: await startSession(user, sender.device, now) }
}

/** The password is at hand only now, so a hash with older parameters is renewed now, or, when hashing is busy, another time. */
async function renewHash({ id, passwordHash }: UserToSignIn, password: string): Promise<void> {
  if (passwordHash === null || !isHashOutdated(passwordHash)) return
  const renewed = await hashPassword(password)
  if (renewed.ok) await replacePasswordHash(id, passwordHash, renewed.value)
}
