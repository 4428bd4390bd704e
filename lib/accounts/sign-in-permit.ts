import 'server-only'
import { type Permit, sharedThrottle } from '#lib/http/throttle.ts'
import {
  SIGN_IN_FAILURES,
  SIGN_IN_FAILURES_PER_ACCOUNT,
  SIGN_IN_KNOWN_ADDRESS,
  SIGN_IN_PAUSE,
  SIGN_IN_PER_ADDRESS,
} from '#lib/http/throttle-limits.ts'
import { pauseAfterFailure } from './sign-in-rules.ts'

const perAddress = sharedThrottle(SIGN_IN_PER_ADDRESS)
const failures = sharedThrottle(SIGN_IN_FAILURES)
const failuresOfAccount = sharedThrottle(SIGN_IN_FAILURES_PER_ACCOUNT)
const knownAddress = sharedThrottle(SIGN_IN_KNOWN_ADDRESS)

export type SignInTry = { email: string; address: string }

/**
 * Whether a password may be tried, counted as a failure until it proves right: so of a hundred tries at once not one escapes the count.
 * First the pair of account and address is counted, so a stranger who guesses is stopped and the owner elsewhere is not. Only then
 * the account as a whole, against many addresses at once; those it was entered from lately are let through all the same, so
 * nobody can lock an owner out. It counts what was typed, whether there is such an account or not.
 * Source: OWASP ASVS 5.0, 6.1.1 and 6.3.1; NIST SP 800-63B-4, 3.2.2.
 */
export async function takeSignInPermit(attempt: SignInTry, now: Date): Promise<Permit> {
  const permit = await perAddress.take(attempt.address, now)
  if (!permit.ok) return permit

  const paused = await pause().look(pairOf(attempt), now)
  if (paused) return { ok: false, retryAfterSeconds: secondsUntil(paused.expiresAt, now) }

  const { count, expiresAt } = await failures.add(pairOf(attempt), now)
  if (count > SIGN_IN_FAILURES.max) return { ok: false, retryAfterSeconds: secondsUntil(expiresAt, now) }
  const pauseSeconds = pauseAfterFailure(count)
  if (pauseSeconds > 0) await pause(pauseSeconds).add(pairOf(attempt), now)

  const ofAccount = await failuresOfAccount.take(attempt.email, now)
  const isKnown = (await knownAddress.look(pairOf(attempt), now)) !== null
  return isKnown ? { ok: true } : ofAccount
}

/** The try was right: its failures are forgotten, and the address is one that this account knows for a month. */
export async function forgiveSignIn(attempt: SignInTry, now: Date): Promise<void> {
  await failures.forget(pairOf(attempt))
  await pause().forget(pairOf(attempt))
  await failuresOfAccount.forget(attempt.email)
  await knownAddress.add(pairOf(attempt), now)
}

/** The owner proved the address by mail, so what strangers have tried counts no more. */
export async function forgiveAccount(email: string): Promise<void> {
  await failuresOfAccount.forget(email)
}

/** A count whose window is the pause itself: while it stands there is one. */
function pause(windowSeconds = SIGN_IN_PAUSE.windowSeconds) {
  return sharedThrottle({ ...SIGN_IN_PAUSE, windowSeconds })
}

function pairOf({ email, address }: SignInTry): string {
  return `${address} ${email}`
}

function secondsUntil(moment: Date, now: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000))
}
