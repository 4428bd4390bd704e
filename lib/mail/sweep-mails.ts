import 'server-only'
import { deleteMailsGivenUpBefore } from './mail-queue-store.ts'

const GIVEN_UP_KEPT_MS = 7 * 24 * 60 * 60_000

/** Removes mails that were given up a week ago: long enough for an operator to ask what happened. */
export async function sweepMails(now: Date): Promise<void> {
  await deleteMailsGivenUpBefore(new Date(now.getTime() - GIVEN_UP_KEPT_MS))
}
