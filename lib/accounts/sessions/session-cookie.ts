import 'server-only'
import { cookies } from 'next/headers'
import { env } from '#lib/env.ts'
import { cookieAttributes, cookieName } from './cookie-rules.ts'

/** The token that this request's browser holds, unchecked; undefined without one. */
export async function readSessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName())?.value
}

/** Hands the browser a session's token for as long as the session can live. Only actions and handlers can set cookies. */
export async function setSessionCookie(sessionToken: string, maxAgeMs: number): Promise<void> {
  const { SITE_URL } = env()
  ;(await cookies()).set(sessionCookieName(), sessionToken, { ...cookieAttributes(SITE_URL), maxAge: Math.floor(maxAgeMs / 1000) })
}

/** Takes the token away from the browser; that the session is over is the business of its row. */
export async function clearSessionCookie(): Promise<void> {
  const { SITE_URL } = env()
  ;(await cookies()).set(sessionCookieName(), '', { ...cookieAttributes(SITE_URL), maxAge: 0 })
}

function sessionCookieName(): string {
  return cookieName('session', env().SITE_URL)
}
