import 'server-only'
import { db } from '#lib/db.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { checkOwnPassword } from './own-password.ts'
import type { CurrentSession } from './sessions/read-session.ts'
import { isSessionFresh } from './sessions/session-rules.ts'
import { deleteUser, findUserById } from './user-store.ts'

export type DeleteAccountOutcome =
  | { ok: true }
  | { ok: false; reason: 'wrong-password' | 'sign-in-again' }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Deletes the viewer's account with everything that is theirs, at once and for good, for whoever knows its password. Of one without a
 * password (it is entered by an identity elsewhere) the session has to be fresh: `sign-in-again`. A notice is mailed.
 */
export async function deleteAccount({ viewer, startedAt }: CurrentSession, password: string, now: Date): Promise<DeleteAccountOutcome> {
  const user = await findUserById(viewer.id)
  if (user === null) return { ok: true }
  if (user.passwordHash !== null) {
    const checked = await checkOwnPassword(viewer, password, now)
    if (!checked.ok) return checked
  } else if (!isSessionFresh(startedAt, now)) return { ok: false, reason: 'sign-in-again' }
  const { id, name, email } = user
  await db().$transaction(async (transaction) => {
    await deleteUser(id, transaction)
    if (email) await queueMail({ kind: 'account-deleted', recipient: email, details: { name } }, transaction)
  })
  return { ok: true }
}
