import type { Profile } from '../profile.ts'
import type { StoreCode } from '../reasons.ts'
import type { ByteString, Cookie, RegistrableDomain, SameSite } from './cookie.ts'
import type { Occasion, StoreDecision } from './decision.ts'
import { domainMatches } from './domain-match.ts'
import { cookiesOfSite, type Jar, withCookiesOfSite } from './jar.ts'
import { defaultPath } from './path-match.ts'
import { parseCookieDate } from './set-cookie/cookie-date.ts'
import { type ParsedSetCookie, parseSetCookie } from './set-cookie/parse-set-cookie.ts'

export type StoreInput = Occasion & { line: ByteString; profile: Profile; registrableDomain: RegistrableDomain }

/** Takes one Set-Cookie line, or one assignment to `document.cookie`, into the jar or refuses it, and says why. Source: RFC 6265bis §5.6, §5.7. */
export function storeCookie(jar: Jar, input: StoreInput): { jar: Jar; decision: StoreDecision } {
  const result = parseSetCookie(input.line)
  if (!result.ok) return { jar, decision: { ...decision('refused', result.failure.code, null), offendingText: result.failure.offendingText } }
  const { cookie, fault } = readCookie(result.parsed, input, jar.nextOrder)
  if (fault) return { jar, decision: decision('refused', fault, cookie) }
  const site = input.registrableDomain(cookie.domain) ?? cookie.domain
  const cookies = cookiesOfSite(jar, site)
  const previous = cookies.find((other) => isSamePlace(other, cookie)) ?? null
  const others = cookies.filter((other) => other !== previous)
  if (cookie.expiresAt !== null && cookie.expiresAt <= input.now) {
    return { jar: withCookiesOfSite(jar, site, others), decision: { ...decision('deleted', 'deleted', cookie), previous } }
  }
  const kept = previous ? { ...cookie, createdAt: previous.createdAt, order: previous.order } : cookie
  const outcome = previous ? 'replaced' : 'stored'
  return {
    jar: { ...withCookiesOfSite(jar, site, [...others, kept]), nextOrder: jar.nextOrder + 1 },
    decision: { ...decision(outcome, outcome, kept), previous },
  }
}

function readCookie({ name, value, attributes }: ParsedSetCookie, input: StoreInput, order: number): { cookie: Cookie; fault: StoreCode | null } {
  const last = (wanted: string) => attributes.findLast((attribute) => attribute.name === wanted)?.value
  const { hostname, pathname, protocol } = input.url
  const domain = last('domain')?.replace(/^\./, '').toLowerCase() ?? ''
  const path = last('path')
  const sameSite = last('samesite')?.toLowerCase()
  const maxAge = last('max-age')
  const expires = last('expires')
  const cookie: Cookie = {
    name,
    value,
    domain: domain || hostname,
    hostOnly: domain === '',
    path: path?.startsWith('/') ? path : defaultPath(pathname),
    secure: last('secure') !== undefined,
    httpOnly: last('httponly') !== undefined,
    sameSite: sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? (sameSite as SameSite) : 'default',
    partitionKey: last('partitioned') === undefined ? null : input.partitionKey,
    expiresAt: maxAge && /^-?\d+$/.test(maxAge) ? input.now + Number(maxAge) * 1000 : expires ? parseCookieDate(expires) : null,
    createdAt: input.now,
    updatedAt: input.now,
    lastAccessAt: input.now,
    order,
  }
  if (!domainMatches(hostname, cookie.domain)) return { cookie, fault: 'domain-mismatch' }
  if (cookie.secure && protocol !== 'https:') return { cookie, fault: 'secure-only' }
  if (cookie.httpOnly && !input.viaHttp) return { cookie, fault: 'http-only' }
  if (cookie.sameSite !== 'none' && input.sameSiteContext === 'cross-site') return { cookie, fault: 'same-site' }
  return { cookie, fault: null }
}

function isSamePlace(a: Cookie, b: Cookie): boolean {
  return a.name === b.name && a.domain === b.domain && a.hostOnly === b.hostOnly && a.path === b.path
}

function decision(outcome: StoreDecision['outcome'], code: StoreCode, cookie: Cookie | null): StoreDecision {
  return { outcome, code, section: '§5.7', cookie, previous: null, evicted: [], offendingText: null, change: null, attributes: [], trace: [] }
}
