import { readSender } from '#app/(account)/form-answers.ts'
import { findCurrentSession } from '#lib/accounts/current-viewer.ts'
import { welcomePath } from '#lib/accounts/next-path.ts'
import { beginTrip } from '#lib/accounts/providers/begin-trip.ts'
import { findSignInProvider } from '#lib/accounts/providers/sign-in-providers.ts'
import { leaveCookie } from '#lib/accounts/sessions/leave-cookie.ts'
import { isSessionFresh } from '#lib/accounts/sessions/session-rules.ts'
import { readFormBody } from '#lib/quizzes/read-form-body.ts'

/** Begins the trip to an identity provider and shows the page from which the browser leaves. Signed in, it is to add the identity. */
export async function POST(request: Request): Promise<Response> {
  const body = await readFormBody(request)
  if (!body.ok) return refusal(body.reason === 'too-large' ? 413 : 415, 'expected a form')
  const provider = findSignInProvider(body.value.get('provider'))
  if (provider === null) return refusal(404, 'there is no such provider')
  const session = await findCurrentSession()
  if (session && !isSessionFresh(session.startedAt, new Date())) return goTo('/settings?problem=sign-in-again', [])
  const trip = await beginTrip(provider, session ? '/settings' : welcomePath(body.value.get('next')), await readSender())
  if (!trip.ok && trip.reason === 'too-many')
    return refusal(429, `too often; try again in ${trip.retryAfterSeconds} seconds`, { 'retry-after': String(trip.retryAfterSeconds) })
  if (!trip.ok) return goTo(session ? '/settings?problem=failed' : '/sign-in?problem=failed', [])
  return goTo('/sign-in/leave', [...trip.setCookies, leaveCookie(trip.leaveFor)])
}

function goTo(path: string, setCookies: readonly string[]): Response {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const line of setCookies) headers.append('set-cookie', line)
  return new Response(null, { status: 303, headers })
}

function refusal(status: number, words: string, headers: Record<string, string> = {}): Response {
  return new Response(`${status}: ${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
