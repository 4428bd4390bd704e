import { cookies } from 'next/headers'
import { readSender } from '#app/(account)/form-answers.ts'
import { finishTrip } from '#lib/accounts/providers/finish-trip.ts'
import { findSignInProvider } from '#lib/accounts/providers/sign-in-providers.ts'

/** Where identity providers send the browser back to. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const provider = findSignInProvider((await params).provider)
  if (provider === null) return Response.json({ error: { code: 'unknown-provider', message: 'there is no such provider' } }, { status: 404 })
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const held = Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]))
  const { path, setCookies } = await finishTrip(provider, query, held, await readSender(), new Date())
  const headers = new Headers({ location: path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const line of setCookies) headers.append('set-cookie', line)
  return new Response(null, { status: 303, headers })
}
