import 'server-only'
import { db } from '#lib/db.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { checkOwnPassword } from './own-password.ts'
import { deleteUser, findUserById } from './user-store.ts'
import type { Viewer } from './viewer.ts'

export type DeleteAccountOutcome =
  | { ok: true }
  | { ok: false; reason: 'wrong-password' }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Deletes the viewer's account with everything that is theirs, at once and for good, for whoever knows its password; one without a
 * password needs none (it was entered by an identity elsewhere). A notice is mailed.
 */
export async function deleteAccount(viewer: Viewer, password: string, now: Date): Promise<DeleteAccountOutcome> {
  const user = await findUserById(viewer.id)
  if (user === null) return { ok: true }
  if (user.passwordHash !== null) {
    const checked = await checkOwnPassword(viewer, password, now)
    if (!checked.ok) return checked
  }
  const { id, name, email } = user
  await db().$transaction(async (transaction) => {
    await deleteUser(id, transaction)
    if (email) await queueMail({ kind: 'account-deleted', recipient: email, details: { name } }, transaction)
  })
  return { ok: true }
}
