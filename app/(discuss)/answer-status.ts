import 'server-only'
import { answerDatabaseAway, answerWith } from '#app/answer-status.ts'

const STATUSES: Readonly<Record<string, number>> = {
  'signed-out': 401,
  gone: 404,
  'sent-otherwise': 409,
  'changed-meanwhile': 409,
  throttled: 429,
}

/** Gives the answer the status of a refusal. */
export async function answerRefusal({ reason, retryAfterSeconds }: { reason: string; retryAfterSeconds?: number }): Promise<void> {
  if (reason === 'database-away') await answerDatabaseAway()
  else await answerWith(STATUSES[reason] ?? 422, retryAfterSeconds)
}
