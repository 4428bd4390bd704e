import 'server-only'
import { deleteResetsBefore } from './password-reset-store.ts'
import { deleteSessionsBefore } from './sessions/session-store.ts'
import { deleteSignUpsBefore } from './sign-up-store.ts'

const SIGN_UP_KEPT_MS = 24 * 60 * 60 * 1000

/** Removes what can be of no use any more: sessions and links that are over, sign-ups that nobody finished in a day. */
export async function sweepExpired(now: Date): Promise<void> {
  await deleteSessionsBefore(now)
  await deleteResetsBefore(now)
  await deleteSignUpsBefore(new Date(now.getTime() - SIGN_UP_KEPT_MS))
}
