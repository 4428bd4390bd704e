import 'server-only'
import { sharedThrottle } from '#lib/http/throttle.ts'
import { PASSWORD_CHECKS } from '#lib/http/throttle-limits.ts'
import { HASHING_RETRY_AFTER_SECONDS, verifyPassword } from './passwords/password-hash.ts'
import { findUserById, type UserToSignIn } from './user-store.ts'
import type { Viewer } from './viewer.ts'

const checks = sharedThrottle(PASSWORD_CHECKS)

export type OwnPasswordOutcome =
  | { ok: true; value: UserToSignIn }
  | { ok: false; reason: 'wrong-password' }
  | { ok: false; reason: 'too-many' | 'busy'; retryAfterSeconds: number }

/**
 * Asks for the viewer's password once more before something that a borrowed browser must not do. Counted per account, so that a session
 * left open is no place to guess. `wrong-password` also when there is none. Source: OWASP ASVS 5.0, 6.2.3 and 7.5.1.
 */
export async function checkOwnPassword(viewer: Viewer, password: string, now: Date): Promise<OwnPasswordOutcome> {
  const permit = await checks.take(viewer.id, now)
  if (!permit.ok) return { ...permit, reason: 'too-many' }
  const user = await findUserById(viewer.id)
  const verified = await verifyPassword(user?.passwordHash ?? null, password)
  if (!verified.ok) return { ok: false, reason: 'busy', retryAfterSeconds: HASHING_RETRY_AFTER_SECONDS }
  if (!verified.value || user === null) return { ok: false, reason: 'wrong-password' }
  await checks.forget(viewer.id)
  return { ok: true, value: user }
}
