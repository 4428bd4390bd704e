import type { Profile } from '../../profile.ts'
import type { ByteString } from '../cookie.ts'
import { parseChromiumCookieDate, parseCookieDate } from './cookie-date.ts'
import type { RawAttribute } from './parse-set-cookie.ts'

/** When a cookie ends (null: with the session), which attribute said so, and which limit it met. */
export type Lifetime = {
  expiresAt: number | null
  maxAge: RawAttribute | null
  expires: RawAttribute | null
  cap: 'lifetime-capped' | 'script-lifetime-capped' | null
}

export type LifetimeInput = { now: number; viaHttp: boolean; profile: Profile }

/** RFC 6265bis §5.5. */
export const LIFETIME_MS_MAX = 400 * 86_400_000
/** What a Max-Age of nothing or less comes to: the earliest moment that a date can be. */
const EARLIEST = -8_640_000_000_000_000

/**
 * RFC 6265bis §5.6.1, §5.6.2 and §5.7 step 6: Max-Age before Expires, and of several the last that can be read. Chromium takes the
 * last whether it can be read or not.
 */
export function readLifetime(attributes: readonly RawAttribute[], { now, viaHttp, profile }: LifetimeInput): Lifetime {
  const isChromium = profile.reading === 'chromium'
  const pick = (name: string, read: (value: ByteString) => number | null) => {
    const attribute = attributes.findLast((one) => one.name === name && (isChromium || read(one.value) !== null)) ?? null
    return { attribute, moment: attribute && read(attribute.value) }
  }
  const maxAge = pick('max-age', (value) => momentOfMaxAge(value, now, isChromium))
  const expires = pick('expires', isChromium ? parseChromiumCookieDate : parseCookieDate)
  const wanted = maxAge.moment ?? expires.moment
  const scriptLatest = viaHttp || profile.scriptLifetimeMsMax === null ? Number.POSITIVE_INFINITY : now + profile.scriptLifetimeMsMax
  const latest = Math.min(now + LIFETIME_MS_MAX, scriptLatest)
  const isCapped = wanted !== null && wanted > latest
  return {
    expiresAt: isCapped ? latest : wanted,
    maxAge: maxAge.attribute,
    expires: expires.attribute,
    cap: !isCapped ? null : latest === scriptLatest ? 'script-lifetime-capped' : 'lifetime-capped',
  }
}

/** Whether the value of Max-Age, or of Expires, can be read at all. */
export function isReadableLifetime({ name, value }: RawAttribute, reading: Profile['reading']): boolean {
  if (name === 'max-age') return momentOfMaxAge(value, 0, reading === 'chromium') !== null
  return (reading === 'chromium' ? parseChromiumCookieDate(value) : parseCookieDate(value)) !== null
}

/** §5.6.2. Chromium also takes a plus sign, and a number too large for 64 bits whatever stands behind it. */
function momentOfMaxAge(value: ByteString, now: number, isChromium: boolean): number | null {
  const [, sign = '', digits = '', rest = ''] = (isChromium ? /^([+-]?)(\d+)(.*)$/ : /^(-?)(\d+)(.*)$/).exec(value) ?? []
  if (digits === '' || (rest !== '' && !(isChromium && Number(digits) >= 2 ** 63))) return null
  const seconds = Number(`${sign}${digits}`)
  return seconds <= 0 ? EARLIEST : now + Math.min(seconds * 1000, LIFETIME_MS_MAX + 1)
}
