import 'server-only'
import { isDatabaseAway } from '#lib/database-rules.ts'
import { isShuttingDown } from '#lib/http/shutdown-state.ts'
import { log } from '#lib/log.ts'
import { deliverMail } from './deliver-mail.ts'
import { onMailWake } from './mail-wake.ts'

/** How often the queue is looked at when nobody says that there is something: mails to be tried again, and those of other processes. */
const LOOK_EVERY_MS = 5000

/**
 * Sends queued mails for as long as this process lives, one after another; safe beside workers of other processes. Nothing that goes wrong
 * here reaches a request. Returns how to end it.
 */
export function startMailWorker(): () => void {
  let isWorking = false
  let isAskedAgain = false

  async function work(): Promise<void> {
    if (isWorking) {
      isAskedAgain = true
      return
    }
    isWorking = true
    try {
      do {
        isAskedAgain = false
        while (!isShuttingDown() && (await deliverMail(new Date()))) isAskedAgain = false
      } while (isAskedAgain && !isShuttingDown())
    } catch (error) {
      if (isDatabaseAway(error)) log().debug('the queue of mails cannot be read now')
      else log().error({ err: error }, 'the queue of mails could not be worked on')
    } finally {
      isWorking = false
    }
  }

  const timer = setInterval(() => void work(), LOOK_EVERY_MS)
  timer.unref()
  onMailWake(() => void work())
  void work()
  return () => {
    clearInterval(timer)
    onMailWake(undefined)
  }
}
