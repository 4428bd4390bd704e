import 'server-only'
import { cookies } from 'next/headers'
import { env } from '#lib/env.ts'
import { serializeCookie } from './cookie-line.ts'
import { cookieAttributes, cookieName } from './cookie-rules.ts'

const LINK_MINUTES = 15

/*
 * A mailed link carries its token in the address, and addresses end up in histories, logs and Referer headers. So the first thing that
 * opening one does is to move the token into a cookie that no script can read and to send the browser on to an address without it.
 * Opening changes nothing else: a mail scanner that opens every link uses none up. The page that follows asks by POST.
 */

/** Answer to the opening of a mailed link: the token goes into the cookie, the browser to `path`. */
export function moveTokenIntoCookie(request: Request, path: string): Response {
  const { SITE_URL } = env()
  const token = (new URL(request.url).searchParams.get('token') ?? '').slice(0, 100)
  const cookie = serializeCookie(cookieName('link', SITE_URL), token, cookieAttributes(SITE_URL), LINK_MINUTES * 60)
  return new Response(null, {
    status: 303,
    headers: { Location: path, 'Set-Cookie': cookie, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  })
}

/** The token of the link that this browser opened last; undefined without one. */
export async function readLinkCookie(): Promise<string | undefined> {
  return (await cookies()).get(cookieName('link', env().SITE_URL))?.value
}

export async function clearLinkCookie(): Promise<void> {
  const { SITE_URL } = env()
  ;(await cookies()).set(cookieName('link', SITE_URL), '', { ...cookieAttributes(SITE_URL), maxAge: 0 })
}
