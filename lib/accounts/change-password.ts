import 'server-only'
import { db } from '#lib/db.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { checkOwnPassword } from './own-password.ts'
import { deletePasswordResetOf } from './password-reset-store.ts'
import { HASHING_RETRY_AFTER_SECONDS, hashPassword } from './passwords/password-hash.ts'
import { findPasswordWeakness } from './passwords/password-strength.ts'
import type { Sender } from './sender.ts'
import { deleteSessionsOf } from './sessions/session-store.ts'
import { type StartedSession, startSession } from './sessions/start-session.ts'
import { updatePassword } from './user-store.ts'
import type { Viewer } from './viewer.ts'

export type ChangePasswordOutcome =
  | { ok: true; value: StartedSession }
  | { ok: false; reason: 'wrong-password' }
  | { ok: false; reason: 'weak-password'; why: string }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Replaces the viewer's password, for whoever knows the current one. Every session ends and this browser gets a new one; a mailed
 * reset link is void; a notice is mailed. Source: OWASP ASVS 5.0, 6.2.3, 7.2.4 and 7.4.3.
 */
export async function changePassword(
  viewer: Viewer,
  passwords: { current: string; next: string },
  sender: Sender,
  now: Date,
): Promise<ChangePasswordOutcome> {
  const checked = await checkOwnPassword(viewer, passwords.current, now)
  if (!checked.ok) return checked
  const { id, name, email } = checked.value

  const why = await findPasswordWeakness(passwords.next, [name, email ?? '', passwords.current])
  if (why !== null) return { ok: false, reason: 'weak-password', why }
  const hashed = await hashPassword(passwords.next)
  if (!hashed.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }

  const session = await db().$transaction(async (transaction) => {
    await updatePassword(id, hashed.value, transaction)
    await deletePasswordResetOf(id, transaction)
    await deleteSessionsOf(id, null, transaction)
    if (email) await queueMail({ kind: 'password-changed', recipient: email, details: { name } }, transaction)
    return await startSession(checked.value, sender.device, now, transaction)
  })
  return { ok: true, value: session }
}
