import { createHmac, hkdfSync } from 'node:crypto'

/** That the checks of a lesson's lab, in this content version, all passed at this time (ISO 8601). */
export type PassClaim = { lessonId: string; contentVersion: string; at: string }

/** The key of receipts for passes: of no other use, so that no receipt for an answer is one for a pass. Source: RFC 5869. */
export const passKeyOf = (authSecret: string): Uint8Array => new Uint8Array(hkdfSync('sha256', authSecret, '', 'crumbtrail pass receipts v1', 32))

/** The MAC of a claim; the same for the same time written otherwise. Throws RangeError when `at` is no time. Source: RFC 2104. */
export function macOfPass(key: Uint8Array, { lessonId, contentVersion, at }: PassClaim): Buffer {
  const signed = JSON.stringify(['lab checks passed', lessonId, contentVersion, new Date(at).toISOString()])
  return createHmac('sha256', key).update(signed).digest()
}
