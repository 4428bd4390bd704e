import 'server-only'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '#lib/env.ts'
import { identityFromClaims, identityFromGithub } from './identity-rules.ts'

type Claims = Record<string, unknown>

/** The identity providers as next-auth wants them described: those whose settings are present. */
export function oauthProviders(): OAuthConfig<Claims>[] {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  return [
    ...(GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET ? [github(GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET)] : []),
    ...(OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET ? [openId(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)] : []),
  ]
}

/** Any OpenID provider, by discovery. PKCE, state and nonce together: RFC 9700, section 2.1.1; OpenID Connect Core 1.0, section 3.1.2.1. */
function openId(issuer: string, clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    id: 'oidc',
    name: new URL(issuer).host,
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: identityFromClaims,
  }
}

/** GitHub speaks OAuth 2 without identity tokens, so who it is and which address is verified are asked of its API. */
function github(clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    clientId,
    clientSecret,
    checks: ['pkce', 'state'],
    authorization: { url: 'https://github.com/login/oauth/authorize', params: { scope: 'read:user user:email' } },
    token: 'https://github.com/login/oauth/access_token',
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const user = await client.userinfo(String(tokens.access_token))
        const answer = await fetch('https://api.github.com/user/emails', {
          headers: { authorization: `Bearer ${tokens.access_token}`, accept: 'application/vnd.github+json', 'user-agent': 'crumbtrail' },
          signal: AbortSignal.timeout(5000),
        })
        return { ...user, emails: answer.ok ? await answer.json() : [] }
      },
    },
    profile: (user) => identityFromGithub(user, user.emails),
  }
}
