import 'server-only'
import { sweepExpired } from '#lib/accounts/sweep-expired.ts'
import { isDatabaseAway } from '#lib/database-rules.ts'
import { sweepCounts } from '#lib/http/sweep-counts.ts'
import { log } from '#lib/log.ts'
import { startMailWorker } from '#lib/mail/mail-worker.ts'
import { sweepMails } from '#lib/mail/sweep-mails.ts'

const SWEEP_EVERY_MS = 60 * 60_000

/** What a process of the site does besides answering: it sends queued mails, and hourly removes what is over. Nothing of it reaches a request. */
export function startUpkeep(): void {
  startMailWorker()
  setInterval(() => void sweep(), SWEEP_EVERY_MS).unref()
}

async function sweep(): Promise<void> {
  const now = new Date()
  try {
    await sweepExpired(now)
    await sweepCounts(now)
    await sweepMails(now)
  } catch (error) {
    if (!isDatabaseAway(error)) log().error({ err: error }, 'what is over could not be removed')
  }
}
