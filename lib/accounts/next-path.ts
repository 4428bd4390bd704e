const PATH_LENGTH_MAX = 512
const DEFAULT_PATH = '/learn'

/**
 * Where to go on after signing in: the given path when it is a page of ours, else `/learn`. Never another site (an open redirect lends our
 * name to a forged page), never a handler. Source: OWASP ASVS 5.0, 3.7.2.
 */
export function safeNextPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > PATH_LENGTH_MAX || !given.startsWith('/')) return DEFAULT_PATH
  if (/^\/[/\\]|[\\\p{C}]/u.test(given)) return DEFAULT_PATH
  const url = URL.parse(given, 'http://ours.invalid')
  // Dots are resolved by now: what began as one slash may begin with two.
  if (url === null || url.origin !== 'http://ours.invalid' || url.pathname.startsWith('//')) return DEFAULT_PATH
  if (/^\/(?:api|_next)(?:\/|$)|^\/(?:sign-|signed-out|reset-password|welcome)/.test(url.pathname)) return DEFAULT_PATH
  return `${url.pathname}${url.search}${url.hash}`
}

/** Where signing in lands: the page that lets this browser know whose it is, and from there on. */
export function welcomePath(next: unknown): string {
  return `/welcome?next=${encodeURIComponent(safeNextPath(next))}`
}
