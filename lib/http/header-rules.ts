/** What a browser is allowed to use on our pages: none of it is needed. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/** RFC 6797: two years, the sub-domains too. Joining the preload list is the operator's own decision. */
const STRICT_TRANSPORT_SECURITY = 'max-age=63072000; includeSubDomains'

/** A built page may be kept by a cache in front for five minutes and shown while that asks again; a browser always asks (ETag). */
const CACHE_BUILT_PAGE = 'public, max-age=0, s-maxage=300, stale-while-revalidate=86400'

/** Headers of every answer, whatever it is. */
export function baseHeaders(site: { isHttps: boolean }): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': PERMISSIONS_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(site.isHttps ? { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY } : {}),
  }
}

/** Where the scripts of an answer come from: built with the site, or written for this one request. */
export type ScriptsOf = { kind: 'built' } | { kind: 'request'; nonce: string }

/**
 * The Content-Security-Policy of an answer. Pages written for one request take a nonce; pages made by the build cannot, and
 * allow inline scripts until each has a list of its hashes. `'self'` stands beside the nonce (so no `'strict-dynamic'`, which
 * would void it): the one blocking script of the layout is the same on built pages and knows no nonce, and nothing that a person
 * wrote is ever served as a script here. Styles are inline for the editor, which makes its own.
 */
export function contentSecurityPolicy(scripts: ScriptsOf, site: { isHttps: boolean; isDevelopment: boolean }): string {
  const scriptSources = scripts.kind === 'built' ? "'self' 'unsafe-inline'" : `'self' 'nonce-${scripts.nonce}'`
  return [
    "default-src 'none'",
    `script-src ${scriptSources}${site.isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${site.isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    ...(site.isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** What the framework says of a built page (a year in shared caches) in our own terms; null leaves it as it is. */
export function cacheControlOf(answer: { isBuilt: boolean; status: number; given: string | undefined }): string | null {
  return answer.isBuilt && answer.status === 200 && answer.given?.startsWith('s-maxage=') ? CACHE_BUILT_PAGE : null
}

/** Addresses that hold a secret: a mailed token, a provider's code. They redirect, and are never a page. */
const SECRET_ADDRESS = /^\/(?:(?:sign-up|reset-password)\/link|sign-in\/leave|api\/auth\/callback\/[^/?]*)\/?(?:\?|$)/
/** The pages that they lead to. Not `no-referrer`: under that a browser sends a form with `Origin: null`, which is never ours. */
const SECRET_PAGE = /^\/(?:sign-up\/confirm|reset-password\/new)\/?(?:\?|$)/

/** A stricter Referrer-Policy than that of every answer, for what no other site is to know; else null. */
export function referrerPolicyOf(target: string): 'no-referrer' | 'same-origin' | null {
  if (SECRET_ADDRESS.test(target)) return 'no-referrer'
  return SECRET_PAGE.test(target) ? 'same-origin' : null
}
