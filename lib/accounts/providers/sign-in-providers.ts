import 'server-only'
import { env } from '#lib/env.ts'

export type ProviderId = 'github' | 'oidc'
export type SignInProvider = { id: ProviderId; name: string }

/** The identity providers that are set up, by their settings; empty without any. The OpenID provider is named by its host. */
export function listSignInProviders(): SignInProvider[] {
  const { GITHUB_CLIENT_ID, OIDC_ISSUER } = env()
  return [
    ...(GITHUB_CLIENT_ID ? [{ id: 'github' as const, name: 'GitHub' }] : []),
    ...(OIDC_ISSUER ? [{ id: 'oidc' as const, name: new URL(OIDC_ISSUER).host }] : []),
  ]
}

export function findSignInProvider(id: unknown): SignInProvider | null {
  return listSignInProviders().find((provider) => provider.id === id) ?? null
}
