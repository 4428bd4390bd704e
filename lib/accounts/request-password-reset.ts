import 'server-only'
import { type Permit, sharedThrottle } from '#lib/http/throttle.ts'
import { RESET_PER_ACCOUNT, RESET_PER_ADDRESS } from '#lib/http/throttle-limits.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import type { Sender } from './sender.ts'

const byAddress = sharedThrottle(RESET_PER_ADDRESS)
const byEmail = sharedThrottle(RESET_PER_ACCOUNT)

/**
 * Has a link mailed by which the owner of this address may choose a new password. It does not look whether there is an account; the mail
 * does when it is written. So the answer, its time and its work are the same for every address, and the limits count addresses
 * as they were typed. Source: OWASP Forgot Password Cheat Sheet; OWASP ASVS 5.0, 6.3.8.
 */
export async function requestPasswordReset(email: string, sender: Sender, now: Date): Promise<Permit> {
  const permit = await byAddress.take(sender.address, now)
  if (!permit.ok) return permit
  const mailPermit = await byEmail.take(email, now)
  if (!mailPermit.ok) return mailPermit
  await queueMail({ kind: 'password-reset', recipient: email, details: {} })
  return { ok: true }
}
