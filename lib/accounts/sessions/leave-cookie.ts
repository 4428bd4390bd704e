import 'server-only'
import { cookies } from 'next/headers'
import { env } from '#lib/env.ts'
import { serializeCookie } from './cookie-line.ts'
import { cookieAttributes, cookieName } from './cookie-rules.ts'

const LEAVE_SECONDS = 5 * 60

/** A header line that keeps the address at the identity provider for the page from which the browser leaves. */
export function leaveCookie(address: URL): string {
  const { SITE_URL } = env()
  return serializeCookie(cookieName('leave', SITE_URL), address.href, cookieAttributes(SITE_URL), LEAVE_SECONDS)
}

/** The address to leave for; null without one, or when it is none of the web. */
export async function readLeaveCookie(): Promise<URL | null> {
  const address = URL.parse((await cookies()).get(cookieName('leave', env().SITE_URL))?.value ?? '')
  return address && ['https:', 'http:'].includes(address.protocol) ? address : null
}
