import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import type { MailRequest } from './mail-kinds.ts'
import { insertMail } from './mail-queue-store.ts'
import { wakeMailWorker } from './mail-wake.ts'

/** Long enough for the surrounding transaction to be over; the worker also looks by itself every few seconds. */
const WAKE_AFTER_MS = 50

/**
 * Writes down that a mail is to be sent; in the given transaction, so that what it is about and the mail happen both or not at all.
 * Nobody waits for the mail server. The recipient's address and the details are all that is stored.
 */
export async function queueMail(request: MailRequest, client: Transaction = db()): Promise<void> {
  await insertMail(request, client)
  setTimeout(wakeMailWorker, WAKE_AFTER_MS).unref()
}
