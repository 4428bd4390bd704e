import { DATABASE_RETRY_AFTER_SECONDS } from '#lib/db.ts'
import type { ExchangeError } from '#lib/progress/exchange-contract.ts'

const STATUSES: Record<ExchangeError['code'], number> = {
  'bad-request': 400,
  'signed-out': 401,
  'not-found': 404,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many': 429,
  'database-away': 503,
}

/** A refusal in the one shape that they all have, with Retry-After where trying again helps. */
export function exchangeErrorResponse(error: ExchangeError, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (error.code === 'database-away') headers.set('retry-after', String(retryAfterSeconds ?? DATABASE_RETRY_AFTER_SECONDS))
  else if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  return Response.json({ error }, { status: STATUSES[error.code], headers })
}

export const signedOut = () => exchangeErrorResponse({ code: 'signed-out', message: 'expected the session of the account that this is about' })

export const databaseAway = () =>
  exchangeErrorResponse({ code: 'database-away', message: 'The database is away: nothing was taken. Keep it and send it again.' })
