import type { Profile } from '../../profile.ts'
import type { StoreCode } from '../../reasons/jar-sections.ts'
import type { ByteString, Cookie } from '../cookie.ts'
import type { Occasion } from '../decision.ts'
import { domainMatches, isIpAddress } from '../domain-match.ts'
import { pathMatches } from '../path-match.ts'
import { isSecureConnection } from '../secure-connection.ts'
import { lowerCase } from '../set-cookie/parse-set-cookie.ts'
import type { ReadAttributes } from '../set-cookie/read-attributes.ts'

/** A cookie that wants to be let in, and those of its place that have not expired. */
export type Candidate = {
  cookie: Cookie
  attributes: ReadAttributes
  occasion: Occasion
  profile: Profile
  kept: readonly Cookie[]
  previous: Cookie | null
  /** Whether it is in a partition that it did not ask for. */
  isDivided: boolean
}

/** A question of §5.7: its section, what it asks, and the code of the answer that keeps the cookie out (null: it may go on). */
export type Check = { section: string; asks: string; fault: (candidate: Candidate) => StoreCode | null }

const faultIf = (fails: (candidate: Candidate) => boolean, code: StoreCode) => (candidate: Candidate) => (fails(candidate) ? code : null)

/** The questions that a cookie must answer once it could be read and belongs to the host, in their order. */
export const ADMISSION_CHECKS: readonly Check[] = [
  {
    section: 'RFC 6265bis §5.7 step 13',
    asks: 'May this connection set Secure cookies, if it is one?',
    fault: faultIf((candidate) => candidate.cookie.secure && !isSecure(candidate), 'secure-over-http'),
  },
  {
    section: 'RFC 6265bis §5.7 step 15',
    asks: 'Is it set by a response, if it is HttpOnly?',
    fault: faultIf(({ cookie, occasion }) => cookie.httpOnly && !occasion.viaHttp, 'http-only-from-script'),
  },
  {
    section: 'RFC 6265bis §5.7 step 16',
    asks: 'Does it leave Secure cookies alone, if the connection is plain?',
    fault: faultIf((candidate) => secureCookieUnder(candidate) !== null, 'overlays-secure'),
  },
  {
    section: 'RFC 6265bis §5.7 step 18',
    asks: 'Does its SameSite allow it to be set here?',
    fault: faultIf(
      ({ cookie, occasion, profile }) => occasion.sameSiteContext === 'cross-site' && !goesAnywhere(cookie, profile),
      'same-site-foreign',
    ),
  },
  {
    section: 'RFC 6265bis §5.7 step 19',
    asks: 'Is it Secure, if it is SameSite=None?',
    fault: faultIf(({ cookie, profile }) => cookie.sameSite === 'none' && !cookie.secure && profile.noneRequiresSecure, 'same-site-none-insecure'),
  },
  { section: 'RFC 6265bis §5.7 steps 20 to 22', asks: 'Does it keep what its name promises?', fault: prefixFault },
  {
    section: 'CHIPS, "Using Set-Cookie with Partitioned"',
    asks: 'Is it Secure, if it is Partitioned?',
    fault: faultIf(({ cookie, attributes }) => attributes.partitioned && !cookie.secure, 'partitioned-insecure'),
  },
  {
    section: 'RFC 6265bis §7.1',
    asks: 'Does the browser take cookies of this site here?',
    fault: faultIf(
      ({ attributes, occasion, isDivided }) => occasion.thirdPartyBlocked && !attributes.partitioned && !isDivided,
      'third-party-blocked',
    ),
  },
  {
    section: 'RFC 6265bis §5.7 step 23.2',
    asks: 'Does it leave HttpOnly cookies alone, if a script sets it?',
    fault: faultIf(({ occasion, previous }) => !occasion.viaHttp && previous?.httpOnly === true, 'replaces-http-only'),
  },
]

/** The Secure cookie that a cookie from a plain connection would lie over; null when there is none. Source: RFC 6265bis §5.7 step 16. */
export function secureCookieUnder(candidate: Candidate): Cookie | null {
  const { cookie, kept } = candidate
  if (cookie.secure || isSecure(candidate)) return null
  const isUnder = (other: Cookie) =>
    other.secure &&
    other.name === cookie.name &&
    (domainMatches(other.domain, cookie.domain) || domainMatches(cookie.domain, other.domain)) &&
    pathMatches(cookie.path, other.path)
  return kept.find(isUnder) ?? null
}

function isSecure({ occasion, profile }: Candidate): boolean {
  return isSecureConnection(occasion.url, profile)
}

function goesAnywhere({ sameSite }: Cookie, profile: Profile): boolean {
  return sameSite === 'none' || (sameSite === 'default' && profile.defaultSameSite === 'none')
}

/** §5.7 steps 20 to 22, and "Store a Cookie" of layered cookies for the names that speak of HTTP. */
function prefixFault(candidate: Candidate): StoreCode | null {
  const { cookie, profile } = candidate
  const begins = (text: ByteString, prefix: string) => lowerCase(text.slice(0, prefix.length)) === prefix
  const hasHttp = (text: ByteString, prefix: string) => profile.hasHttpPrefixes && begins(text, prefix)
  if (begins(cookie.name, '__secure-') && !cookie.secure) return 'secure-prefix'
  if (hasHttp(cookie.name, '__host-http-') && !(isHostBound(candidate) && isHttpBound(cookie))) return 'host-http-prefix'
  if (begins(cookie.name, '__host-') && !isHostBound(candidate)) return 'host-prefix'
  if (hasHttp(cookie.name, '__http-') && !isHttpBound(cookie)) return 'http-prefix'
  const looksProtected = begins(cookie.value, '__secure-') || begins(cookie.value, '__host-') || hasHttp(cookie.value, '__http-')
  return cookie.name === '' && looksProtected ? 'hidden-prefix' : null
}

/** Chromium looks at what is written: Path must be `/` to the letter, and a Domain that changes nothing is still one, but for an address. */
function isHostBound({ cookie, attributes, occasion, profile }: Candidate): boolean {
  if (profile.reading === 'text') return cookie.secure && cookie.hostOnly && attributes.path !== null && cookie.path === '/'
  const { hostname } = occasion.url
  const hasNoDomain = !attributes.domain || (isIpAddress(hostname) && attributes.domain === hostname)
  return cookie.secure && hasNoDomain && attributes.path === '/'
}

function isHttpBound({ secure, httpOnly }: Cookie): boolean {
  return secure && httpOnly
}
