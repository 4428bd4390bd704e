/**
 * An identity provider for tests: a real one (OpenID Connect with discovery, PKCE and signed ID tokens) whose people are whoever they say they are.
 */
import { createServer, type Server } from 'node:http'
import Provider from 'oidc-provider'

export type ProviderSettings = { issuer: string; clientId: string; clientSecret: string; redirectUri: string }

const TTL_SECONDS = 600

/** The provider, listening at its issuer. A login there is `<anything> <address> <verified or not>`, which is who one then is. */
export async function startIdentityProvider({ issuer, clientId, clientSecret, redirectUri }: ProviderSettings): Promise<Server> {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['for tests alone'] },
    ttl: {
      AccessToken: TTL_SECONDS,
      AuthorizationCode: 60,
      Grant: TTL_SECONDS,
      IdToken: TTL_SECONDS,
      Interaction: TTL_SECONDS,
      Session: TTL_SECONDS,
    },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, login) => {
      const [mark = '', email = '', verified = ''] = login.split(' ')
      return { accountId: login, claims: () => ({ sub: login, name: `Person ${mark}`, email, email_verified: verified === 'verified' }) }
    },
  })
  const server = createServer(provider.callback())
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), new URL(issuer).hostname, resolve))
  return server
}
