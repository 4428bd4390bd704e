import { findViewer } from '#lib/accounts/current-viewer.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { API_PER_CALLER } from '#lib/http/throttle-limits.ts'
import { databaseAway, exchangeErrorResponse, signedOut } from './exchange-error-response.ts'

const throttle = memoryThrottle({ ...API_PER_CALLER, name: 'progress-account' })

/** The learner who asks, within the limit that each account has; else the refusal to answer with. */
export async function admitLearner(): Promise<{ viewer: Viewer } | { refusal: Response }> {
  const found = await orDatabaseAway(findViewer)
  if (!found.ok) return { refusal: databaseAway() }
  if (!found.value) return { refusal: signedOut() }
  const permit = await throttle.take(found.value.id)
  if (permit.ok) return { viewer: found.value }
  const message = `Too many requests came from this account; try again in ${permit.retryAfterSeconds} seconds`
  return { refusal: exchangeErrorResponse({ code: 'too-many', message }, permit.retryAfterSeconds) }
}
