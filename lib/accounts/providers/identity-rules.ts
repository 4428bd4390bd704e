import { parseEmail } from '../email-rules.ts'

/** What we take from an identity provider: who it is there, a name to begin with, and an address only if the provider says it is proved. */
export type ProvedIdentity = { id: string; name: string | null; email: string | null }

/**
 * From the claims of an ID token. The issuer is part of the identity: the same `sub` of another issuer is another person
 * (OpenID Connect Core 1.0, section 2; OWASP ASVS 5.0, 6.8.1).
 */
export function identityFromClaims(claims: Readonly<Record<string, unknown>>): ProvedIdentity {
  const { iss, sub, name, preferred_username: username, email } = claims
  return {
    id: `${text(iss)} ${text(sub)}`,
    name: text(name) ?? text(username),
    email: claims.email_verified === true ? provedEmail(email) : null,
  }
}

/** From GitHub's user and the list of their addresses: the primary one, if it is verified. */
export function identityFromGithub(user: Readonly<Record<string, unknown>>, emails: unknown): ProvedIdentity {
  const entries: unknown[] = Array.isArray(emails) ? emails : []
  const primary = entries.find((entry): entry is { email: string } => isRecord(entry) && entry.primary === true && entry.verified === true)
  return { id: String(user.id), name: text(user.name) ?? text(user.login), email: provedEmail(primary?.email) }
}

function provedEmail(value: unknown): string | null {
  return typeof value === 'string' ? parseEmail(value) : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
