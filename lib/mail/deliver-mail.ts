import 'server-only'
import { writeAccountMail } from '#lib/accounts/account-mails.ts'
import { log } from '#lib/log.ts'
import type { MailRequest } from './mail-kinds.ts'
import { type ClaimedMail, claimMail, deleteMail, giveMailUp, postponeMail } from './mail-queue-store.ts'
import { nextAttempt } from './retry-rules.ts'
import { sendMail } from './send-mail.ts'

/** Longer than sending can take (`send-mail.ts` ends it sooner), so that no two ever send the same mail. */
export const LEASE_MS = 90_000

/**
 * Sends the one mail that has waited longest; whether there was one. It is written now and not when it was asked for, so links in it
 * live their 15 minutes from now, even when the mail server was away for an hour. Sent at least once, and as a rule exactly once: only
 * when this process dies between the server's "taken" and our note of it does it go again, under the same Message-ID.
 */
export async function deliverMail(now: Date): Promise<boolean> {
  const mail = await claimMail(now, LEASE_MS)
  if (mail === null) return false
  const isDone = await tryMail(mail, now)
  if (isDone) await deleteMail(mail.id)
  else await tryLater(mail, new Date())
  return true
}

async function tryMail(mail: ClaimedMail, now: Date): Promise<boolean> {
  try {
    // What stands in the table was written by queueMail, which takes nothing else.
    const text = await writeAccountMail(mail as unknown as MailRequest, now)
    if (text === null) return true
    const sent = await sendMail({ id: mail.id, to: mail.recipient, ...text }, mail.createdAt)
    return sent.ok
  } catch (error) {
    log().error({ err: error, kind: mail.kind }, 'a mail could not be written')
    return false
  }
}

async function tryLater(mail: ClaimedMail, now: Date): Promise<void> {
  const next = nextAttempt(mail, now)
  if (next) return await postponeMail(mail.id, next)
  log().error({ kind: mail.kind, attempts: mail.attempts }, 'a mail was given up')
  await giveMailUp(mail.id, now)
}
