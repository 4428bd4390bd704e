import 'server-only'
import type { AuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { queueMail } from '#lib/mail/queue-mail.ts'
import { type CookiePurpose, cookieAttributes, cookieName } from '../sessions/cookie-rules.ts'
import { readSession } from '../sessions/read-session.ts'
import { sessionLife } from '../sessions/session-rules.ts'
import { startSession } from '../sessions/start-session.ts'
import { findUserById } from '../user-store.ts'
import { identityStore } from './identity-store.ts'
import { oauthProviders } from './oauth-providers.ts'
import { findSignInProvider } from './sign-in-providers.ts'

const TRIP_MINUTES = 15

/**
 * How next-auth is used: for the trip to an identity provider and back, and for nothing else. Left alone it would hand out a JWT that is good
 * until it expires, whatever happens. Here "encoding a session token" is starting a session of ours and handing out its opaque token, and
 * "decoding" is looking the row up; so however somebody came in, there is one kind of session, and ending its row ends it.
 */
export function nextAuthOptions(device: string): AuthOptions {
  const { AUTH_SECRET } = env()
  return {
    secret: AUTH_SECRET,
    providers: oauthProviders(),
    adapter: identityStore(),
    session: { strategy: 'jwt', maxAge: sessionLife('learner').absoluteMs / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: cookie('session'),
      state: cookie('trip-state', TRIP_MINUTES),
      pkceCodeVerifier: cookie('trip-pkce', TRIP_MINUTES),
      nonce: cookie('trip-nonce', TRIP_MINUTES),
      csrfToken: cookie('trip-csrf', TRIP_MINUTES),
      callbackUrl: cookie('trip-return', TRIP_MINUTES),
    },
    jwt: {
      // With a salt it is one of the trip's own cookies (state, PKCE, nonce), which next-auth seals and opens itself.
      async encode(params) {
        if (params.salt || !params.token?.sub) return await encode(params)
        const user = await findUserById(params.token.sub)
        if (user === null) throw new Error('the user is gone')
        return (await startSession(user, device, new Date())).sessionToken
      },
      async decode(params) {
        if (params.salt) return await decode(params)
        const session = await readSession(params.token, new Date())
        return session && { sub: session.viewer.id }
      },
    },
    events: {
      async linkAccount({ user, account }) {
        if (user.email)
          await queueMail({ kind: 'identity-linked', recipient: user.email, details: { name: user.name ?? '', provider: nameOf(account.provider) } })
      },
    },
    // Its own messages may hold what a provider sent; their codes say enough.
    logger: {
      error: (code, metadata) => log().warn({ code, error: nameOfError(metadata) }, 'a trip to an identity provider failed'),
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}

function cookie(purpose: CookiePurpose, minutes?: number) {
  const { SITE_URL } = env()
  return { name: cookieName(purpose, SITE_URL), options: { ...cookieAttributes(SITE_URL), ...(minutes ? { maxAge: minutes * 60 } : {}) } }
}

function nameOf(providerId: string): string {
  return findSignInProvider(providerId)?.name ?? providerId
}

function nameOfError(metadata: unknown): string | undefined {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  return error instanceof Error ? error.name : undefined
}
