import 'server-only'
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

/** That the checks of a lesson's lab, in this content version, all passed at this time (ISO 8601). */
export type PassClaim = { lessonId: string; contentVersion: string; at: string }

/**
 * A receipt for checks that this site saw pass, to be kept in the learner's browser: a MAC over the claim, by a key of its own that is derived from
 * AUTH_SECRET. It names no person and does not expire; a new AUTH_SECRET voids it. Throws RangeError when `at` is no time.
 * Source: RFC 2104; RFC 5869 (a key for each purpose, so that no receipt for an answer is one for a pass).
 */
export function signPass(claim: PassClaim): string {
  return macOf(claim).toString('base64url')
}

/** Whether this site signed exactly this claim; the same time written otherwise is the same. False for whatever is malformed. */
export function verifyPass(receipt: string, claim: PassClaim): boolean {
  // One spelling a receipt: what decodes to the same bytes with other characters is not what was given out.
  if (!/^[A-Za-z0-9_-]{43}$/.test(receipt) || Number.isNaN(Date.parse(claim.at))) return false
  const [given, expected] = [Buffer.from(receipt, 'base64url'), macOf(claim)]
  return given.toString('base64url') === receipt && given.length === expected.length && timingSafeEqual(given, expected)
}

function macOf({ lessonId, contentVersion, at }: PassClaim): Buffer {
  const signed = JSON.stringify(['lab checks passed', lessonId, contentVersion, new Date(at).toISOString()])
  return createHmac('sha256', passKey()).update(signed).digest()
}

let key: Uint8Array | undefined

function passKey(): Uint8Array {
  key ??= new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', 'crumbtrail pass receipts v1', 32))
  return key
}
