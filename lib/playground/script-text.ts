import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import { decodeText } from '@crumbtrail/browser/jar/document-cookie'
import { EMPTY_JAR, type Jar, placeOf, withCookiesAt } from '@crumbtrail/browser/jar/jar'
import { retrieveCookies } from '@crumbtrail/browser/jar/retrieve-cookies'
import { PROFILES } from '@crumbtrail/browser/profile'

/** Every host of a lab ends in `.test`, which is no public suffix with exceptions: the name before it is the site. */
const registrableDomain = (host: string): string | null => {
  const labels = host.split('.')
  return labels.length < 2 ? null : labels.slice(-2).join('.')
}

/** What `document.cookie` shows a script on a page of this address that nobody frames, of these cookies; null when it is no address of a page. */
export function scriptText(cookies: readonly Cookie[], page: string): string | null {
  const url = URL.parse(page)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  const { header } = retrieveCookies(jarOf(cookies), {
    url,
    // What has expired by the clock of the run is not among the cookies any more.
    now: Number.NEGATIVE_INFINITY,
    viaHttp: false,
    sameSiteContext: 'strict',
    partitionKey: { site: `${url.protocol}//${registrableDomain(url.hostname) ?? url.hostname}`, hasCrossSiteAncestor: false },
    thirdPartyBlocked: false,
    profile: PROFILES.chromium,
    registrableDomain,
    explain: 'site',
  })
  return decodeText(header ?? '')
}

function jarOf(cookies: readonly Cookie[]): Jar {
  return cookies.reduce((jar, cookie) => {
    const place = placeOf(cookie.domain, cookie.partitionKey, registrableDomain)
    const others = cookies.filter((other) => isAtSamePlace(other, cookie))
    return withCookiesAt(jar, place, others)
  }, EMPTY_JAR)
}

function isAtSamePlace(one: Cookie, other: Cookie): boolean {
  const keyOf = ({ domain, partitionKey }: Cookie) => JSON.stringify([registrableDomain(domain), partitionKey])
  return keyOf(one) === keyOf(other)
}
