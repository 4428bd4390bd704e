import 'server-only'
import { env } from '#lib/env.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { PROVIDER_TRIPS } from '#lib/http/throttle-limits.ts'
import { siteUrl } from '#lib/site-url.ts'
import type { Sender } from '../sender.ts'
import { askNextAuth, proofForNextAuth } from './ask-next-auth.ts'
import type { SignInProvider } from './sign-in-providers.ts'

const trips = memoryThrottle(PROVIDER_TRIPS)

export type TripOutcome =
  | { ok: true; leaveFor: URL; setCookies: string[] }
  | { ok: false; reason: 'provider-away' }
  | { ok: false; reason: 'too-many'; retryAfterSeconds: number }

/**
 * Begins a trip to an identity provider: the address there, with state, PKCE challenge and nonce, and the cookies by which the way back
 * is recognised. `returnTo` is a path of ours. `provider-away`: it could not be asked where to go.
 */
export async function beginTrip(provider: SignInProvider, returnTo: string, sender: Sender): Promise<TripOutcome> {
  const permit = await trips.take(sender.address)
  if (!permit.ok) return { ...permit, reason: 'too-many' }
  const proof = proofForNextAuth()
  const { location, setCookies } = await askNextAuth({
    action: 'signin',
    provider: provider.id,
    method: 'POST',
    body: { ...proof.body, callbackUrl: siteUrl(returnTo) },
    cookies: proof.cookies,
    device: sender.device,
  })
  return location.origin === new URL(env().SITE_URL).origin ? { ok: false, reason: 'provider-away' } : { ok: true, leaveFor: location, setCookies }
}
