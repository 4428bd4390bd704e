import { RETRIEVE_SECTIONS, type RetrieveCode } from '../reasons/jar-sections.ts'
import type { ByteString, Cookie } from './cookie.ts'
import type { RetrieveDecision } from './decision.ts'
import { allCookies, cookiesAt, type Jar, type Place, placeOf, withCookiesAt } from './jar.ts'
import { faultOf, grantOf, type RetrieveInput, traceOf } from './retrieving/judge-retrieval.ts'
import { findRetrieveChange } from './retrieving/retrieve-change.ts'

export type { RetrieveInput } from './retrieving/judge-retrieval.ts'

/**
 * The cookies that go with a request, or that a script is shown, as one string in the order of sending (null: none), and for each
 * cookie why it goes or stays. The jar that comes back knows that those sent were used. Source: RFC 6265bis §5.8.3.
 */
export function retrieveCookies(jar: Jar, input: RetrieveInput): { jar: Jar; header: ByteString | null; decisions: RetrieveDecision[] } {
  const { hostname } = input.url
  const places = [placeOf(hostname, null, input.registrableDomain)]
  if (input.partitionKey !== null) places.push(placeOf(hostname, input.partitionKey, input.registrableDomain))
  const near = places.flatMap((place) => cookiesAt(jar, place))
  const sent = near.filter((cookie) => faultOf(cookie, input) === null).sort(inOrderOfSending)
  const looked = input.explain === 'nothing' ? [] : input.explain === 'site' ? near : allCookies(jar)
  return {
    jar: places.reduce((used, place) => noteUse(used, place, new Set(sent), input), jar),
    header: sent.length === 0 ? null : sent.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; '),
    decisions: looked.map((cookie) => decide(cookie, input)),
  }
}

function decide(cookie: Cookie, input: RetrieveInput): RetrieveDecision {
  const fault = faultOf(cookie, input)
  const code = fault ?? grantOf(cookie, input)
  return {
    outcome: fault === null ? 'sent' : 'withheld',
    code,
    section: RETRIEVE_SECTIONS[code],
    cookie,
    offendingText: fault === null ? null : offendingTextOf(fault, cookie, input),
    change: fault === null ? null : findRetrieveChange(cookie, input),
    trace: traceOf(cookie, input),
  }
}

/** Step 4. The order of making decides what neither path nor time does, so that no two cookies are level. */
export function inOrderOfSending(a: Cookie, b: Cookie): number {
  return b.path.length - a.path.length || a.createdAt - b.createdAt || a.order - b.order
}

/** Step 5. Chromium does not note a use soon after another one. */
function noteUse(jar: Jar, place: Place, used: ReadonlySet<Cookie>, { now, profile }: RetrieveInput): Jar {
  const isNoted = (cookie: Cookie) => used.has(cookie) && now !== cookie.lastAccessAt && now - cookie.lastAccessAt >= profile.accessGranularityMs
  const cookies = cookiesAt(jar, place)
  return cookies.some(isNoted)
    ? withCookiesAt(
        jar,
        place,
        cookies.map((cookie) => (isNoted(cookie) ? { ...cookie, lastAccessAt: now, useOrder: 0 } : cookie)),
      )
    : jar
}

function offendingTextOf(code: RetrieveCode, { domain, path, sameSite, partitionKey }: Cookie, { url }: RetrieveInput): string | null {
  switch (code) {
    case 'host-only':
    case 'other-domain':
    case 'domain-became-public-suffix':
      return domain
    case 'path-mismatch':
      return path
    case 'secure-only':
      return url.protocol
    case 'partition-mismatch':
      return partitionKey?.site ?? null
    default:
      return code.startsWith('same-site') && sameSite !== 'default' ? `SameSite=${sameSite}` : null
  }
}
