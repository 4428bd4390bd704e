/** The serialised origin of a URL or document: `https://shop.test:8443`, or `null` for an opaque one. Source: HTML, "origin". */
export type Origin = string

export const OPAQUE_ORIGIN: Origin = 'null'

/** Reads an http or https URL; null for everything else, a URL that does not parse included. The fragment stays. */
export function parseHttpUrl(text: string, base?: string): URL | null {
  const url = URL.parse(text, base)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null
}

export function originOf(url: string): Origin {
  return parseHttpUrl(url)?.origin ?? OPAQUE_ORIGIN
}

/** Same scheme, host and port. An opaque origin is the same as none that came in serialised. Source: HTML, "same origin". */
export function isSameOrigin(left: Origin, right: Origin): boolean {
  return left === right && left !== OPAQUE_ORIGIN
}

/**
 * Whether what comes from the URL can be taken as unchanged on its way: https, or a loopback host over http or ftp.
 * Source: Secure Contexts §3.1, §3.2; `localhost` and names below it count, as in Chromium.
 */
export function isPotentiallyTrustworthy(url: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null) return false
  return parsed.protocol === 'https:' || (['http:', 'ftp:'].includes(parsed.protocol) && isLoopbackHost(parsed.hostname))
}

function isLoopbackHost(hostname: string): boolean {
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}
