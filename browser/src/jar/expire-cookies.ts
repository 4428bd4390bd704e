import type { Cookie } from './cookie.ts'
import { type Jar, withoutCookies } from './jar.ts'

/** Takes out what has expired by this clock, and says what it was. Source: RFC 6265bis §5.7. */
export function expireCookies(jar: Jar, now: number): { jar: Jar; expired: Cookie[] } {
  const { jar: rest, dropped } = withoutCookies(jar, ({ expiresAt }) => expiresAt !== null && expiresAt <= now)
  return { jar: rest, expired: dropped }
}

/** The jar after the browser has ended and begun again: session cookies are gone. Source: RFC 6265bis §5.7. */
export function endSession(jar: Jar): Jar {
  return withoutCookies(jar, ({ expiresAt }) => expiresAt === null).jar
}
