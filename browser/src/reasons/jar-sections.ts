/**
 * Every code of the jar's decisions, and where its rule is written. What each says to a learner is in `jar-sentences.ts`, which a page
 * that only decides need not load.
 */

/** Why a cookie was taken or refused. */
export const STORE_SECTIONS = {
  stored: 'RFC 6265bis §5.7 step 24',
  replaced: 'RFC 6265bis §5.7 step 23',
  deleted: 'RFC 6265bis §5.7',
  'expired-on-arrival': 'RFC 6265bis §5.7',
  'control-character': 'RFC 6265bis §5.6 step 1',
  'too-large': 'RFC 6265bis §5.6 step 5',
  empty: 'RFC 6265bis §5.7 step 2',
  'nameless-with-equals': 'Chromium, ParsedCookie',
  'host-unusable': 'RFC 6265bis §5.1.2',
  'domain-not-ascii': 'RFC 6265bis §5.7 step 8',
  'domain-public-suffix': 'RFC 6265bis §5.7 step 9',
  'domain-mismatch': 'RFC 6265bis §5.7 step 10',
  'secure-over-http': 'RFC 6265bis §5.7 step 13',
  'http-only-from-script': 'RFC 6265bis §5.7 step 15',
  'overlays-secure': 'RFC 6265bis §5.7 step 16',
  'same-site-foreign': 'RFC 6265bis §5.7 step 18',
  'same-site-none-insecure': 'RFC 6265bis §5.7 step 19',
  'secure-prefix': 'RFC 6265bis §5.7 step 20',
  'host-prefix': 'RFC 6265bis §5.7 step 21',
  'http-prefix': 'Layered cookies, "Store a Cookie"',
  'host-http-prefix': 'Layered cookies, "Store a Cookie"',
  'hidden-prefix': 'RFC 6265bis §5.7 step 22',
  'partitioned-insecure': 'CHIPS, "Using Set-Cookie with Partitioned"',
  'third-party-blocked': 'RFC 6265bis §7.1',
  'replaces-http-only': 'RFC 6265bis §5.7 step 23.2',
} as const

/** Why a cookie goes with a request (or is shown to a script), or stays. */
export const RETRIEVE_SECTIONS = {
  'sent-same-site': 'RFC 6265bis §5.8.3 step 3',
  'sent-lax-navigation': 'RFC 6265bis §5.6.7.1',
  'sent-lax-unsafe': 'RFC 6265bis §5.6.7.2',
  'sent-foreign': 'RFC 6265bis §5.8.3 step 3',
  expired: 'RFC 6265bis §5.7',
  'host-only': 'RFC 6265bis §5.8.3 step 3',
  'other-domain': 'RFC 6265bis §5.1.3',
  'domain-became-public-suffix': 'RFC 6265bis §5.8.3 step 3',
  'path-mismatch': 'RFC 6265bis §5.1.4',
  'secure-only': 'RFC 6265bis §5.8.3 step 3',
  'http-only': 'RFC 6265bis §5.8.3 step 3',
  'partition-mismatch': 'CHIPS, "Attaching a Partitioned Cookie to a Request"',
  'third-party-withheld': 'RFC 6265bis §7.1',
  'same-site-strict': 'RFC 6265bis §5.8.3 step 3',
  'same-site-lax': 'RFC 6265bis §5.6.7.1',
  'same-site-lax-unsafe': 'RFC 6265bis §5.6.7.1',
  'same-site-default': 'RFC 6265bis §5.6.7',
  'same-site-default-unsafe': 'RFC 6265bis §5.6.7.2',
} as const

/** What is to be said of single attributes of a line that was read. */
export const ATTRIBUTE_SECTIONS = {
  'unknown-attribute': 'RFC 6265bis §5.6',
  'priority-attribute': 'Chromium, CookiePriority',
  'attribute-too-long': 'RFC 6265bis §5.6 step 6',
  'attribute-repeated': 'RFC 6265bis §5.7',
  'value-ignored': 'RFC 6265bis §5.6.5, §5.6.6',
  'expires-unreadable': 'RFC 6265bis §5.6.1 step 2',
  'expires-overruled': 'RFC 6265bis §5.7 step 6',
  'max-age-unreadable': 'RFC 6265bis §5.6.2',
  'lifetime-capped': 'RFC 6265bis §5.5',
  'script-lifetime-capped': 'WebKit, Intelligent Tracking Prevention 2.1',
  'domain-leading-dot': 'RFC 6265bis §5.6.3 step 2',
  'domain-empty': 'RFC 6265bis §5.7 step 10',
  'domain-is-host': 'RFC 6265bis §5.7 step 9',
  'path-not-absolute': 'RFC 6265bis §5.6.4 step 1',
  'same-site-unknown': 'RFC 6265bis §5.6.7',
  'partitioned-unknown': 'CHIPS',
} as const

export type StoreCode = keyof typeof STORE_SECTIONS
export type RetrieveCode = keyof typeof RETRIEVE_SECTIONS
export type AttributeCode = keyof typeof ATTRIBUTE_SECTIONS
