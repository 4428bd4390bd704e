import type { Profile } from '../profile.ts'
import type { RetrieveCode } from '../reasons.ts'
import type { ByteString, Cookie, RegistrableDomain } from './cookie.ts'
import type { Occasion, RetrieveDecision } from './decision.ts'
import { domainMatches } from './domain-match.ts'
import { allCookies, cookiesOfSite, type Jar, withCookiesOfSite } from './jar.ts'
import { pathMatches } from './path-match.ts'

export type RetrieveInput = Occasion & {
  profile: Profile
  registrableDomain: RegistrableDomain
  /** `jar` (the default) explains every cookie there is; `site` only those of the host's site, which is all that sending needs. */
  explain?: 'jar' | 'site'
}

/**
 * The cookies that go with a request, or that a script is shown, as one string in the order of sending (null: none), and for each
 * cookie why it goes or stays. The jar that comes back knows that those sent were used. Source: RFC 6265bis §5.8.3.
 */
export function retrieveCookies(jar: Jar, input: RetrieveInput): { jar: Jar; header: ByteString | null; decisions: RetrieveDecision[] } {
  const site = input.registrableDomain(input.url.hostname) ?? input.url.hostname
  const cookies = cookiesOfSite(jar, site)
  const sent = cookies.filter((cookie) => reasonToWithhold(cookie, input) === null).sort(bySending)
  const touched = new Set(sent)
  const looked = input.explain === 'site' ? cookies : allCookies(jar)
  return {
    jar:
      touched.size === 0
        ? jar
        : withCookiesOfSite(
            jar,
            site,
            cookies.map((cookie) => (touched.has(cookie) ? { ...cookie, lastAccessAt: input.now } : cookie)),
          ),
    header: sent.length === 0 ? null : sent.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; '),
    decisions: looked.map((cookie) => decide(cookie, input)),
  }
}

function decide(cookie: Cookie, input: RetrieveInput): RetrieveDecision {
  const reason = reasonToWithhold(cookie, input)
  return { outcome: reason ? 'withheld' : 'sent', code: reason ?? 'sent', section: '§5.8.3', cookie, offendingText: null, change: null, trace: [] }
}

function reasonToWithhold(cookie: Cookie, { url, now, viaHttp, sameSiteContext }: RetrieveInput): RetrieveCode | null {
  if (cookie.expiresAt !== null && cookie.expiresAt <= now) return 'expired'
  if (cookie.hostOnly ? cookie.domain !== url.hostname : !domainMatches(url.hostname, cookie.domain)) return 'domain-mismatch'
  if (!pathMatches(url.pathname, cookie.path)) return 'path-mismatch'
  if (cookie.secure && url.protocol !== 'https:') return 'secure-only'
  if (cookie.httpOnly && !viaHttp) return 'http-only'
  if (sameSiteContext === 'cross-site' && cookie.sameSite !== 'none') return 'same-site'
  if (sameSiteContext !== 'strict' && cookie.sameSite === 'strict') return 'same-site'
  return null
}

function bySending(a: Cookie, b: Cookie): number {
  return b.path.length - a.path.length || a.createdAt - b.createdAt || a.order - b.order
}
