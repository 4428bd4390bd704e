import 'server-only'
import { db } from '#lib/db.ts'
import { memoryThrottle, sharedThrottle } from '#lib/http/throttle.ts'
import { SIGN_UP_PER_ACCOUNT, SIGN_UP_PER_ADDRESS, SIGN_UP_TRIES } from '#lib/http/throttle-limits.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { HASHING_RETRY_AFTER_SECONDS, hashPassword } from './passwords/password-hash.ts'
import { findPasswordWeakness } from './passwords/password-strength.ts'
import type { Sender } from './sender.ts'
import { insertPendingSignUp } from './sign-up-store.ts'

const tries = memoryThrottle(SIGN_UP_TRIES)
const byAddress = sharedThrottle(SIGN_UP_PER_ADDRESS)
const byEmail = sharedThrottle(SIGN_UP_PER_ACCOUNT)

export type SignUpOutcome =
  | { ok: true }
  | { ok: false; reason: 'weak-password'; why: string }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Takes a sign-up and has a link mailed to its address. There is no account yet: whoever merely types an address owns nothing of it.
 * It never looks whether the address has an account (the mail does, when it is written: `account-mails.ts`), so the answer, its time and its
 * work are the same for a known and an unknown one. Source: OWASP Authentication Cheat Sheet, "Authentication and Error Messages".
 */
export async function signUp(form: { name: string; email: string; password: string }, sender: Sender, now: Date): Promise<SignUpOutcome> {
  const tried = await tries.take(sender.address)
  if (!tried.ok) return { ...tried, reason: 'too-many' }

  const why = await findPasswordWeakness(form.password, [form.name, form.email])
  if (why !== null) return { ok: false, reason: 'weak-password', why }

  const permit = await byAddress.take(sender.address, now)
  if (!permit.ok) return { ...permit, reason: 'too-many' }
  const mailPermit = await byEmail.take(form.email, now)
  if (!mailPermit.ok) return { ...mailPermit, reason: 'too-many' }

  const hashed = await hashPassword(form.password)
  if (!hashed.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }

  await db().$transaction(async (transaction) => {
    const pendingId = await insertPendingSignUp({ email: form.email, name: form.name, passwordHash: hashed.value }, now, transaction)
    await queueMail({ kind: 'sign-up', recipient: form.email, details: { pendingId } }, transaction)
  })
  return { ok: true }
}
