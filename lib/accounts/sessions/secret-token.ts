import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
const TOKEN_SHAPE = /^[A-Za-z0-9_-]{43}$/

/**
 * A new secret that is handed to one person once (in a cookie or a mailed link): 256 random bits as 43 characters that need no
 * escaping in cookies and addresses. Source: OWASP ASVS 5.0, 7.2.3 (at least 128 bits from a CSPRNG).
 */
export function createToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/**
 * What the database keeps of a token, in hexadecimal; null for what cannot be one of ours. A plain SHA-256 is enough, because
 * unlike a password there is nothing to guess; looked up by equality, it leaks nothing about the token by its timing.
 */
export function hashToken(token: string | undefined): string | null {
  if (token === undefined || !TOKEN_SHAPE.test(token)) return null
  return createHash('sha256').update(token).digest('hex')
}
