import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'
import { macOfPass, type PassClaim, passKeyOf } from './pass-receipt-rules.ts'

/**
 * A receipt for checks that this site saw pass, to be kept in the learner's browser: a MAC over the claim, by a key of its own that is derived from
 * AUTH_SECRET. It names no person and does not expire; a new AUTH_SECRET voids it. Throws RangeError when `at` is no time.
 */
export function signPass(claim: PassClaim): string {
  return macOfPass(passKey(), claim).toString('base64url')
}

/** Whether this site signed exactly this claim; the same time written otherwise is the same. False for whatever is malformed. */
export function verifyPass(receipt: string, claim: PassClaim): boolean {
  if (!/^[A-Za-z0-9_-]{43}$/.test(receipt) || Number.isNaN(Date.parse(claim.at))) return false
  const [given, expected] = [Buffer.from(receipt, 'base64url'), macOfPass(passKey(), claim)]
  // One spelling a receipt: what decodes to the same bytes with other characters is not what was given out.
  return given.toString('base64url') === receipt && given.length === expected.length && timingSafeEqual(given, expected)
}

let key: Uint8Array | undefined

function passKey(): Uint8Array {
  key ??= passKeyOf(env().AUTH_SECRET)
  return key
}
