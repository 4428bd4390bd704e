import 'server-only'
import { randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { orDatabaseAway } from '#lib/db.ts'
import { findLab } from './find-lab.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'
import { waitFor } from './run-throttle.ts'
import type { SnapshotRequest } from './snapshot-schema.ts'
import { createSnapshotRow } from './snapshot-store.ts'

export type CreatedSnapshot =
  | { ok: true; value: { id: string; path: string } }
  | { ok: false; reason: 'unknown-lesson' | 'unknown-file' | 'database-away' }
  | { ok: false; reason: 'too-many'; retryAfterSeconds: number }

const limiter = new RateLimiterMemory({ keyPrefix: 'snapshot', points: PLAYGROUND_LIMITS.snapshotsPerHour, duration: 3600 })

/**
 * Stores the files of a lab under a new unguessable id, and answers with it and the path that opens them.
 * `unknown-file`: a file that the lab does not have. Counted for each caller, the stored ones and those that failed to be.
 */
export async function createSnapshot(caller: string, { lessonId, files }: SnapshotRequest): Promise<CreatedSnapshot> {
  const found = await findLab(lessonId)
  if (!found) return { ok: false, reason: 'unknown-lesson' }
  if (!files.every(({ path }) => found.lab.start.some((file) => file.path === path))) return { ok: false, reason: 'unknown-file' }
  const retryAfterSeconds = await waitFor(limiter, caller)
  if (retryAfterSeconds > 0) return { ok: false, reason: 'too-many', retryAfterSeconds }
  const id = randomBytes(16).toString('base64url')
  const written = await orDatabaseAway(() => createSnapshotRow({ id, lessonId, contentVersion: found.contentVersion, files }))
  if (!written.ok) return written
  if (!written.value.ok) return written.value
  return { ok: true, value: { id, path: `${found.path}?code=${id}` } }
}
