import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { env } from '#lib/env.ts'
import { cookieName } from '../sessions/cookie-rules.ts'
import { tellNextAuthItsAddress } from './env-for-next-auth.ts'
import { nextAuthOptions } from './next-auth-options.ts'
import type { ProviderId } from './sign-in-providers.ts'

/** Where next-auth would send the browser, and the cookies it would set, as header lines. */
export type NextAuthAnswer = { location: URL; setCookies: string[] }

type Asked = {
  action: 'signin' | 'callback'
  provider: ProviderId
  method: 'GET' | 'POST'
  query?: Record<string, string>
  body?: Record<string, string>
  cookies: Record<string, string>
  device: string
}

/**
 * Asks next-auth for one step of a trip, without giving it a URL of its own: its other pages and endpoints (session, csrf, signin, signout,
 * providers) are thus not there for anybody, set no cookie and tell nothing.
 */
export async function askNextAuth({ action, provider, method, query = {}, body = {}, cookies, device }: Asked): Promise<NextAuthAnswer> {
  tellNextAuthItsAddress()
  const headers = new Map<string, string | string[]>()
  const request = { method, query: { ...query, nextauth: [action, provider] }, body, cookies, headers: {} }
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name),
    setHeader(name: string, value: string | string[]) {
      headers.set(name, value)
      return response
    },
    json: () => undefined,
    send: () => undefined,
    end: () => undefined,
  }
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, nextAuthOptions(device))
  const location = URL.parse(String(headers.get('Location')), env().SITE_URL)
  if (location === null) throw new Error('next-auth answered without a place to go')
  return { location, setCookies: [headers.get('Set-Cookie') ?? []].flat() }
}

/**
 * next-auth's own proof that a form was ours: a random value in the body, and the same, sealed, in a cookie. Who may post to us is decided
 * before (`lib/http/request-rules.ts`), so it is made up here as it is needed.
 */
export function proofForNextAuth(): { body: { csrfToken: string }; cookies: Record<string, string> } {
  const { AUTH_SECRET, SITE_URL } = env()
  const csrfToken = randomBytes(32).toString('hex')
  const seal = createHash('sha256').update(`${csrfToken}${AUTH_SECRET}`).digest('hex')
  return { body: { csrfToken }, cookies: { [cookieName('trip-csrf', SITE_URL)]: `${csrfToken}|${seal}` } }
}
