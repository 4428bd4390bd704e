import type { ByteString } from '../../jar/cookie.ts'
import type { DecisionCode } from '../../reasons/engine-sections.ts'
import { isSameOrigin, type Origin, originOf, parseHttpUrl } from '../../sites/origin.ts'
import { type Header, headerValues, listItems } from './header-list.ts'

const POLICIES = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const

export type ReferrerPolicy = (typeof POLICIES)[number]

export const DEFAULT_REFERRER_POLICY: ReferrerPolicy = 'strict-origin-when-cross-origin'

/** A longer Referer is cut down to the origin. Source: Referrer Policy §8.3. */
const REFERRER_LENGTH_MAX = 4096

/** The last policy in the response that the browser knows; null when there is none. Source: Referrer Policy §8.1. */
export function referrerPolicyOf(headers: readonly Header[]): ReferrerPolicy | null {
  const named = headerValues(headers, 'referrer-policy').flatMap((value: ByteString) => listItems(value.toLowerCase()))
  return named.map(knownPolicy).findLast((policy) => policy !== null) ?? null
}

/** The old words of the meta element mean nothing in a header. */
function knownPolicy(text: string): ReferrerPolicy | null {
  return POLICIES.find((policy) => policy === text) ?? null
}

export type Referrer = { value: string | null; code: Extract<DecisionCode, `referrer-${string}`>; change: string | null }

/**
 * What Referer says to `target` when the document at `source` asks; null for nobody. Source: Referrer Policy §8.3; what a downgrade is
 * Chromium tells by the schemes alone, so that http://localhost counts as plain http.
 */
export function referrerFor(source: string | null, policy: ReferrerPolicy, target: string): Referrer {
  const whole = source === null ? null : stripForReferrer(source)
  if (whole === null) return { value: null, code: 'referrer-nobody', change: null }
  const origin = `${originOf(whole)}/`
  const isCut = whole === origin || whole.length > REFERRER_LENGTH_MAX
  const url: Referrer = isCut ? { value: origin, code: 'referrer-origin', change: null } : { value: whole, code: 'referrer-url', change: null }
  const onlyOrigin: Referrer = {
    value: origin,
    code: 'referrer-origin',
    change: 'Referrer-Policy: unsafe-url on the page that asks would tell the whole address.',
  }
  const isDowngrade = whole.startsWith('https:') && !target.startsWith('https:')
  const downgrade: Referrer = { value: null, code: 'referrer-downgrade', change: 'Asked over https, the address would get a Referer.' }
  const forbidden: Referrer = {
    value: null,
    code: 'referrer-policy',
    change: `Without Referrer-Policy: ${policy} on the page that asks there would be a Referer.`,
  }
  const isSame = isSameOrigin(originOf(whole), originOf(target))
  switch (policy) {
    case 'no-referrer':
      return forbidden
    case 'unsafe-url':
      return url
    case 'origin':
      return onlyOrigin
    case 'same-origin':
      return isSame ? url : forbidden
    case 'origin-when-cross-origin':
      return isSame ? url : onlyOrigin
    case 'strict-origin':
      return isDowngrade ? downgrade : onlyOrigin
    case 'no-referrer-when-downgrade':
      return isDowngrade ? downgrade : url
    case 'strict-origin-when-cross-origin':
      return isSame ? url : isDowngrade ? downgrade : onlyOrigin
  }
}

/**
 * The Origin of a navigation that needs one: what the referrer policy would let Referer tell of the origin, `null` when it is silent.
 * Source: Fetch §3.2; Chromium derives it from the Referer in this way.
 */
export function originUnderPolicy(initiator: Origin, policy: ReferrerPolicy, target: string): Origin {
  const referrer = referrerFor(`${initiator}/`, policy, target).value
  return referrer === null ? 'null' : originOf(referrer)
}

/** Without user name, password and fragment; null for what is not http or https. Source: Referrer Policy §8.4. */
function stripForReferrer(source: string): string | null {
  const url = parseHttpUrl(source)
  if (url === null) return null
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}
