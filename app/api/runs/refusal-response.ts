import type { Refusal, RefusalCode } from '#lib/playground/refusal-words.ts'

const STATUSES: Record<RefusalCode, number> = {
  'bad-request': 400,
  'not-found': 404,
  'too-large': 413,
  'service-missing': 503,
  'too-many': 429,
  busy: 503,
  disabled: 503,
  'sandbox-unavailable': 503,
  'runner-away': 503,
  'database-away': 503,
  internal: 502,
  offline: 503,
  'site-away': 503,
}

/** How long to wait when nobody knows better: a service that is away is back in seconds or not soon. */
const RETRY_SECONDS = 5

/** A refusal as the one error shape of the interface, with Retry-After where trying again makes sense. */
export function refusalResponse(refusal: Refusal): Response {
  const status = STATUSES[refusal.code]
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (status === 429 || status === 503) headers.set('retry-after', String(refusal.retryAfterSeconds ?? RETRY_SECONDS))
  return Response.json({ error: refusal }, { status, headers })
}
