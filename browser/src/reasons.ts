/** What a decision rests on: where it is written, and what it says to a learner. */
export type Reason = { section: string; sentence: string }

const LAYERED = 'Layered cookies, "Store a Cookie"'

/** Why a cookie was taken or refused. */
export const STORE_REASONS = {
  stored: { section: 'RFC 6265bis §5.7 step 24', sentence: 'The browser keeps the cookie.' },
  replaced: { section: 'RFC 6265bis §5.7 step 23', sentence: 'It takes the place of the cookie with the same name, domain and path.' },
  deleted: {
    section: 'RFC 6265bis §5.7',
    sentence: 'It has expired already and removes the cookie of its name, domain and path: this is how a server deletes one.',
  },
  'expired-on-arrival': {
    section: 'RFC 6265bis §5.7',
    sentence: 'It has expired already, and there is no cookie of this name, domain and path that it could delete.',
  },
  'control-character': { section: 'RFC 6265bis §5.6 step 1', sentence: 'The line holds a control character, and then no part of it counts.' },
  'too-large': { section: 'RFC 6265bis §5.6 step 5', sentence: 'Name and value together are longer than 4096 bytes.' },
  empty: { section: 'RFC 6265bis §5.7 step 2', sentence: 'The line has neither a name nor a value.' },
  'nameless-with-equals': {
    section: 'Chromium, ParsedCookie',
    sentence: 'Without a name the value may hold no "=": sent back, it would look like another cookie.',
  },
  'host-unusable': { section: 'RFC 6265bis §5.1.2', sentence: 'The host that answers is no proper name, so no cookie can belong to it.' },
  'domain-not-ascii': { section: 'RFC 6265bis §5.7 step 8', sentence: 'Domain holds bytes that no host name has.' },
  'domain-public-suffix': {
    section: 'RFC 6265bis §5.7 step 9',
    sentence: 'Domain names a suffix under which strangers have their sites, so nobody may set cookies for all of it.',
  },
  'domain-mismatch': { section: 'RFC 6265bis §5.7 step 10', sentence: 'Domain must be the host that answers, or a domain above it.' },
  'secure-over-http': {
    section: 'RFC 6265bis §5.7 step 13',
    sentence: 'Only a secure connection may set a Secure cookie, and this one is plain http.',
  },
  'http-only-from-script': { section: 'RFC 6265bis §5.7 step 15', sentence: 'A script cannot set a cookie that scripts may not see.' },
  'overlays-secure': { section: 'RFC 6265bis §5.7 step 16', sentence: 'Plain http may not put a cookie over a Secure one of the same name.' },
  'same-site-foreign': {
    section: 'RFC 6265bis §5.7 step 18',
    sentence: 'The response belongs to a request that another site’s page caused, and there only SameSite=None cookies are taken.',
  },
  'same-site-none-insecure': { section: 'RFC 6265bis §5.7 step 19', sentence: 'SameSite=None counts only together with Secure.' },
  'secure-prefix': { section: 'RFC 6265bis §5.7 step 20', sentence: 'A name that begins with __Secure- promises Secure, and Secure is missing.' },
  'host-prefix': { section: 'RFC 6265bis §5.7 step 21', sentence: 'A name that begins with __Host- promises Secure, Path=/ and no Domain.' },
  'http-prefix': { section: LAYERED, sentence: 'A name that begins with __Http- promises Secure and HttpOnly.' },
  'host-http-prefix': { section: LAYERED, sentence: 'A name that begins with __Host-Http- promises Secure, HttpOnly, Path=/ and no Domain.' },
  'hidden-prefix': {
    section: 'RFC 6265bis §5.7 step 22',
    sentence: 'Without a name the value may not begin like a protected name: sent back, it would look like one.',
  },
  'partitioned-insecure': { section: 'CHIPS, "Using Set-Cookie with Partitioned"', sentence: 'Partitioned counts only together with Secure.' },
  'third-party-blocked': {
    section: 'RFC 6265bis §7.1',
    sentence: 'The browser takes no cookies of a site that is only embedded in another site’s page.',
  },
  'replaces-http-only': { section: 'RFC 6265bis §5.7 step 23.2', sentence: 'A script cannot replace a cookie that scripts may not see.' },
} as const satisfies Record<string, Reason>

/** Why a cookie goes with a request (or is shown to a script), or stays. */
export const RETRIEVE_REASONS = {
  'sent-same-site': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'Host, path and connection fit, and nobody from another site is asking.' },
  'sent-lax-navigation': {
    section: 'RFC 6265bis §5.6.7.1',
    sentence: 'Another site leads here, but the whole page changes and the method is safe: Lax lets it go.',
  },
  'sent-lax-unsafe': {
    section: 'RFC 6265bis §5.6.7.2',
    sentence: 'Another site posts here, but the cookie has no SameSite and is less than two minutes old.',
  },
  'sent-foreign': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'Another site is asking, and this cookie’s SameSite does not mind.' },
  expired: { section: 'RFC 6265bis §5.7', sentence: 'Its time is over.' },
  'host-only': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'It was set without Domain, so it goes to that one host and to no other.' },
  'other-domain': { section: 'RFC 6265bis §5.1.3', sentence: 'The host is neither its Domain nor a name below it.' },
  'domain-became-public-suffix': {
    section: 'RFC 6265bis §5.8.3 step 3',
    sentence: 'Its Domain has become a public suffix, under which strangers have their sites.',
  },
  'path-mismatch': { section: 'RFC 6265bis §5.1.4', sentence: 'The path of the address does not lie under its Path.' },
  'secure-only': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'It is Secure, and the connection is plain http.' },
  'http-only': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'It is HttpOnly, and a script is asking.' },
  'partition-mismatch': {
    section: 'CHIPS, "Attaching a Partitioned Cookie to a Request"',
    sentence: 'It is Partitioned and was set under another page.',
  },
  'third-party-withheld': {
    section: 'RFC 6265bis §7.1',
    sentence: 'The browser keeps back the cookies of a site that is only embedded in another site’s page.',
  },
  'same-site-strict': { section: 'RFC 6265bis §5.8.3 step 3', sentence: 'It is SameSite=Strict, and another site began this.' },
  'same-site-lax': {
    section: 'RFC 6265bis §5.6.7.1',
    sentence: 'It is SameSite=Lax: from another site it goes only when the whole page changes, not with parts of a page.',
  },
  'same-site-lax-unsafe': {
    section: 'RFC 6265bis §5.6.7.1',
    sentence: 'It is SameSite=Lax: from another site it goes only with safe methods such as GET.',
  },
  'same-site-default': {
    section: 'RFC 6265bis §5.6.7',
    sentence: 'It has no SameSite and counts as Lax: from another site it goes only when the whole page changes.',
  },
  'same-site-default-unsafe': {
    section: 'RFC 6265bis §5.6.7.2',
    sentence: 'It has no SameSite and counts as Lax, and its two minutes of grace for posts are over.',
  },
} as const satisfies Record<string, Reason>

/** What is to be said of single attributes of a line that was read. */
export const ATTRIBUTE_REASONS = {
  'unknown-attribute': { section: 'RFC 6265bis §5.6', sentence: 'Browsers pass over an attribute that they do not know.' },
  'priority-attribute': {
    section: 'Chromium, CookiePriority',
    sentence: 'Only Chromium knows Priority: it says which cookies go first when there are too many. It has no effect here.',
  },
  'attribute-too-long': { section: 'RFC 6265bis §5.6 step 6', sentence: 'The value is longer than 1024 bytes, so the attribute does not count.' },
  'attribute-repeated': { section: 'RFC 6265bis §5.7', sentence: 'The same attribute comes again later, and the last one counts.' },
  'value-ignored': { section: 'RFC 6265bis §5.6.5, §5.6.6', sentence: 'This attribute counts by being there; what it is set to means nothing.' },
  'expires-unreadable': { section: 'RFC 6265bis §5.6.1 step 2', sentence: 'This is no date that a browser can read.' },
  'expires-overruled': { section: 'RFC 6265bis §5.7 step 6', sentence: 'Where there is a Max-Age, Expires does not count.' },
  'max-age-unreadable': { section: 'RFC 6265bis §5.6.2', sentence: 'Max-Age must be a whole number of seconds.' },
  'lifetime-capped': { section: 'RFC 6265bis §5.5', sentence: 'No cookie lives longer than 400 days.' },
  'script-lifetime-capped': {
    section: 'WebKit, Intelligent Tracking Prevention 2.1',
    sentence: 'In this browser a cookie that a script sets lives seven days at most.',
  },
  'domain-leading-dot': { section: 'RFC 6265bis §5.6.3 step 2', sentence: 'The dot in front of Domain means nothing.' },
  'domain-empty': { section: 'RFC 6265bis §5.7 step 10', sentence: 'An empty Domain is as none: the cookie is for this host alone.' },
  'domain-is-host': {
    section: 'RFC 6265bis §5.7 step 9',
    sentence: 'This host can share no cookies with names below it, so the cookie is for the host alone.',
  },
  'path-not-absolute': {
    section: 'RFC 6265bis §5.6.4 step 1',
    sentence: 'A Path that does not begin with "/" does not count; the folder of the address takes its place.',
  },
  'same-site-unknown': {
    section: 'RFC 6265bis §5.6.7',
    sentence: 'SameSite must be Strict, Lax or None; with anything else it is as if it were not there.',
  },
  'partitioned-unknown': { section: 'CHIPS', sentence: 'This browser does not know Partitioned.' },
} as const satisfies Record<string, Reason>

/** Every code, with what it says; no two tables share one. */
export const REASONS = { ...STORE_REASONS, ...RETRIEVE_REASONS, ...ATTRIBUTE_REASONS } as const satisfies Record<string, Reason>

export type StoreCode = keyof typeof STORE_REASONS
export type RetrieveCode = keyof typeof RETRIEVE_REASONS
export type AttributeCode = keyof typeof ATTRIBUTE_REASONS
