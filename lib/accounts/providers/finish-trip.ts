import 'server-only'
import { env } from '#lib/env.ts'
import type { Sender } from '../sender.ts'
import { serializeCookie } from '../sessions/cookie-line.ts'
import { cookieAttributes, cookieName, TRIP_COOKIES } from '../sessions/cookie-rules.ts'
import { endSession } from '../sessions/end-session.ts'
import { readSession } from '../sessions/read-session.ts'
import { isSessionFresh } from '../sessions/session-rules.ts'
import { askNextAuth } from './ask-next-auth.ts'
import type { SignInProvider } from './sign-in-providers.ts'

/**
 * Why a trip came to nothing. `not-linked`: the address has an account that this identity does not open. `sign-in-again`: somebody was signed in, but
 * too long ago to add another way into the account.
 */
export type TripProblem = 'refused' | 'not-linked' | 'linked-elsewhere' | 'sign-in-again' | 'failed'

export type TripEnd = { path: string; setCookies: string[] }

/**
 * The way back from an identity provider: the browser's next path and its cookies. A known identity is signed in; an unknown one gets an
 * account, or, when the browser is signed in already, is added to that account. Never is it added to one just because the addresses are
 * equal: whoever controls an address at some provider would own every account with it.
 */
export async function finishTrip(
  provider: SignInProvider,
  query: Record<string, string>,
  cookies: Record<string, string>,
  sender: Sender,
  now: Date,
): Promise<TripEnd> {
  const { SITE_URL } = env()
  const heldToken = cookies[cookieName('session', SITE_URL)]
  const held = await readSession(heldToken, now)
  if (held && !isSessionFresh(held.startedAt, now)) return { path: '/settings?problem=sign-in-again', setCookies: tripCookiesGone() }
  const { location, setCookies } = await askNextAuth({
    action: 'callback',
    provider: provider.id,
    method: 'GET',
    query,
    cookies,
    device: sender.device,
  })

  const error = location.searchParams.get('error')
  if (error === null && !location.pathname.startsWith('/api/')) {
    // Somebody who was signed in has a new session now; the token of the old one must not live on.
    await endSession(heldToken)
    return { path: `${location.pathname}${location.search}`, setCookies: [...setCookies.filter(isOfSession), ...tripCookiesGone()] }
  }
  const problem = problemOf(error, query, held !== null)
  const path = held ? `/settings?problem=${problem}` : `/sign-in?problem=${problem}`
  return { path, setCookies: tripCookiesGone() }
}

/** The trip is over, so nothing of it stays in the browser. */
function tripCookiesGone(): string[] {
  const { SITE_URL } = env()
  return TRIP_COOKIES.map((purpose) => serializeCookie(cookieName(purpose, SITE_URL), '', cookieAttributes(SITE_URL), 0))
}

function isOfSession(line: string): boolean {
  return line.startsWith(`${cookieName('session', env().SITE_URL)}=`)
}

function problemOf(error: string | null, query: Record<string, string>, isSignedIn: boolean): TripProblem {
  if (query.error !== undefined) return 'refused'
  if (error !== 'OAuthAccountNotLinked') return 'failed'
  return isSignedIn ? 'linked-elsewhere' : 'not-linked'
}
