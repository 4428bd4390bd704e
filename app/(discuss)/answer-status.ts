import 'server-only'
import { headers } from 'next/headers'
import { DATABASE_RETRY_AFTER_SECONDS } from '#lib/db.ts'
import { setAnswerStatus } from '#lib/http/answer-status.ts'
import { REQUEST_ID_HEADER } from '#lib/http/client-address.ts'

const STATUSES: Readonly<Record<string, number>> = {
  'signed-out': 401,
  gone: 404,
  'sent-otherwise': 409,
  'changed-meanwhile': 409,
  throttled: 429,
  'database-away': 503,
}

/**
 * Gives the answer the status of a refusal. A script reads the reason from the answer instead, and a status would only fill its console;
 * but "come back later" is for everybody.
 */
export async function answerRefusal(refusal: { reason: string; retryAfterSeconds?: number }): Promise<void> {
  const sent = await headers()
  const requestId = sent.get(REQUEST_ID_HEADER)
  const retryAfterSeconds = refusal.reason === 'database-away' ? DATABASE_RETRY_AFTER_SECONDS : refusal.retryAfterSeconds
  if (requestId === null || (sent.has('next-action') && retryAfterSeconds === undefined)) return
  setAnswerStatus(requestId, { status: STATUSES[refusal.reason] ?? 422, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) })
}
