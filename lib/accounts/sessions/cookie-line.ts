import type { CookieAttributes } from './cookie-rules.ts'

/** A Set-Cookie header line (RFC 6265bis, section 4.1), for answers that are not made by the framework's own cookie store. */
export function serializeCookie(name: string, value: string, { secure, path }: CookieAttributes, maxAgeSeconds: number): string {
  return `${name}=${encodeURIComponent(value)}; Max-Age=${maxAgeSeconds}; Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
