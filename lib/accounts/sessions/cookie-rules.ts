/*
 * The cookies of this site, all of them. On https each has the prefix `__Host-`: a browser takes it only with Secure, Path=/ and
 * no Domain, so neither plain http nor another host of the same domain can plant one (RFC 6265bis, section 4.1.3).
 * On http (a laptop) browsers would refuse that name, so there it is plain.
 */

/** Cookies of one trip to an identity provider: gone when it is over. */
export const TRIP_COOKIES = ['leave', 'trip-state', 'trip-pkce', 'trip-nonce', 'trip-csrf', 'trip-return'] as const

/** `session`: who is signed in. `link`: the token of a mailed link while its page is open. */
export type CookiePurpose = 'session' | 'link' | (typeof TRIP_COOKIES)[number]

export type CookieAttributes = { httpOnly: true; secure: boolean; sameSite: 'lax'; path: '/' }

export function cookieName(purpose: CookiePurpose, siteUrl: string): string {
  return `${isHttps(siteUrl) ? '__Host-' : ''}crumbtrail-${purpose}`
}

/**
 * Attributes of each of them. HttpOnly: no script reads it. SameSite=Lax and not Strict: Strict would show a signed-out page to
 * whoever follows a link to us; what changes something is a POST, which Lax never accompanies from elsewhere.
 * Source: OWASP ASVS 5.0, 3.3.1 to 3.3.4.
 */
export function cookieAttributes(siteUrl: string): CookieAttributes {
  return { httpOnly: true, secure: isHttps(siteUrl), sameSite: 'lax', path: '/' }
}

function isHttps(siteUrl: string): boolean {
  return new URL(siteUrl).protocol === 'https:'
}
