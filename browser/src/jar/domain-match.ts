import type { Profile } from '../profile.ts'
import type { ByteString, RegistrableDomain } from './cookie.ts'
import { decodeUtf8 } from './document-cookie.ts'
import { lowerCase } from './set-cookie/parse-set-cookie.ts'

/** Whether the host is an address and not a name; hosts come as a URL gives them, so that IPv6 has brackets and IPv4 four numbers. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host)
}

/** RFC 6265bis §5.1.3: the same, or a name below the domain. Both lower case and without a leading dot. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (domain !== '' && host.endsWith(`.${domain}`) && !isIpAddress(host))
}

export type CookieDomain =
  /** `isHost`: Domain named a host that can share nothing with names below it. */
  | { domain: string; hostOnly: boolean; isHost: boolean }
  | { fault: 'host-unusable' | 'domain-not-ascii' | 'domain-mismatch' | 'domain-public-suffix' }

/**
 * To whom the cookie of a response belongs, by the value of its Domain attribute (null: none). Source: RFC 6265bis §5.6.3 and §5.7
 * steps 7 to 10. Chromium departs: a Domain of international letters is read as a URL's host would be, one dot alone is no domain,
 * and an address that names itself stays alone.
 */
export function cookieDomainOf(
  attribute: ByteString | null,
  host: string,
  reading: Profile['reading'],
  registrableDomain: RegistrableDomain,
): CookieDomain {
  if (host === '' || host.endsWith('..')) return { fault: 'host-unusable' }
  const forHostAlone = { domain: host, hostOnly: true, isHost: false }
  const written = lowerCase((attribute ?? '').replace(/^\./, ''))
  if (written === '') return attribute === '.' && reading === 'chromium' ? { fault: 'domain-mismatch' } : forHostAlone
  const domain = isAscii(written) ? written : reading === 'chromium' ? asciiHostOf(written) : null
  if (domain === null) return { fault: 'domain-not-ascii' }
  if (!domainMatches(host, domain)) return { fault: 'domain-mismatch' }
  const cannotShare = reading === 'chromium' ? registrableDomain(host) === null : registrableDomain(domain) === null && !isIpAddress(host)
  if (cannotShare && written === host) return { ...forHostAlone, isHost: true }
  if (cannotShare || (registrableDomain(domain) === null && !isIpAddress(host))) return { fault: 'domain-public-suffix' }
  return { domain, hostOnly: false, isHost: false }
}

function isAscii(text: ByteString): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** The host in ASCII, as a URL with this host would have it; null when the bytes are no UTF-8, or more or less than a host. */
function asciiHostOf(bytes: ByteString): string | null {
  const text = decodeUtf8(bytes)
  // Only what ends a host in a URL, or what a URL's reader takes away in silence; the rest is judged by it.
  return text === null || /[\t\n\r /?#@:\\%[\]]/.test(text) ? null : (URL.parse(`http://${text}/`)?.hostname ?? null)
}
