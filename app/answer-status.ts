import 'server-only'
import { headers } from 'next/headers'
import { DATABASE_RETRY_AFTER_SECONDS } from '#lib/db.ts'
import { setAnswerStatus } from '#lib/http/answer-status.ts'
import { REQUEST_ID_HEADER } from '#lib/http/client-address.ts'

/**
 * Gives the answer to this request another status than 200. A script that sent a form reads the reason from the answer instead, and a status would only
 * fill its console; but "come back later" is for everybody.
 */
export async function answerWith(status: number, retryAfterSeconds?: number): Promise<void> {
  const sent = await headers()
  const requestId = sent.get(REQUEST_ID_HEADER)
  if (requestId === null || (sent.has('next-action') && retryAfterSeconds === undefined)) return
  setAnswerStatus(requestId, { status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) })
}

/** The page says that the database is away; its status does too. */
export const answerDatabaseAway = (): Promise<void> => answerWith(503, DATABASE_RETRY_AFTER_SECONDS)
