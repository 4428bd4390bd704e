import 'server-only'
import { db } from '#lib/db.ts'
import { sharedThrottle } from '#lib/http/throttle.ts'
import { LINK_TRIES } from '#lib/http/throttle-limits.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { findResetByToken, takePasswordReset } from './password-reset-store.ts'
import { HASHING_RETRY_AFTER_SECONDS, hashPassword } from './passwords/password-hash.ts'
import { findPasswordWeakness } from './passwords/password-strength.ts'
import { hashToken } from './sessions/secret-token.ts'
import { deleteSessionsOf } from './sessions/session-store.ts'
import { forgiveAccount } from './sign-in-permit.ts'
import { updatePassword } from './user-store.ts'

const tries = sharedThrottle(LINK_TRIES)

/** Whose password a mailed link may set, to be shown before it does; null when it is used, replaced, expired or none of ours. Changes nothing. */
export async function findResetLink(token: string | undefined, now: Date): Promise<{ email: string } | null> {
  const tokenHash = hashToken(token)
  const user = tokenHash === null ? null : await findResetByToken(tokenHash, now)
  return user?.email ? { email: user.email } : null
}

export type ResetOutcome =
  | { ok: true }
  | { ok: false; reason: 'link-dead' }
  | { ok: false; reason: 'weak-password'; why: string }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Sets a new password by a mailed link, once. Every session ends (whoever knew the old password is out), a notice is mailed, and nobody is
 * signed in: a link that leaked must not become a session. Source: OWASP Forgot Password Cheat Sheet; OWASP ASVS 5.0, 6.4.3 and 7.4.3.
 */
export async function resetPassword(token: string | undefined, password: string, now: Date): Promise<ResetOutcome> {
  const tokenHash = hashToken(token)
  const user = tokenHash === null ? null : await findResetByToken(tokenHash, now)
  if (tokenHash === null || !user?.email) return { ok: false, reason: 'link-dead' }
  const { id, name, email } = user

  const permit = await tries.take(tokenHash, now)
  if (!permit.ok) return { ...permit, reason: 'too-many' }
  const why = await findPasswordWeakness(password, [name, email])
  if (why !== null) return { ok: false, reason: 'weak-password', why }
  const hashed = await hashPassword(password)
  if (!hashed.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }

  const isDone = await db().$transaction(async (transaction) => {
    if (!(await takePasswordReset(tokenHash, now, transaction))) return false
    await updatePassword(id, hashed.value, transaction)
    await deleteSessionsOf(id, null, transaction)
    await queueMail({ kind: 'password-changed', recipient: email, details: { name } }, transaction)
    return true
  })
  if (!isDone) return { ok: false, reason: 'link-dead' }
  await forgiveAccount(email)
  return { ok: true }
}
