import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import type { Role } from '../viewer.ts'
import { createToken, hashToken } from './secret-token.ts'
import { sessionLife } from './session-rules.ts'
import { insertSession } from './session-store.ts'

/** What the browser is given: the raw token, which exists nowhere else, and how long its cookie may live. */
export type StartedSession = { sessionToken: string; maxAgeMs: number }

/**
 * A new session with a new token, whatever the browser held before: so nobody can plant a token beforehand and use it afterwards
 * (session fixation). Source: OWASP ASVS 5.0, 7.2.4.
 */
export async function startSession(user: { id: string; role: Role }, device: string, now: Date, client: Transaction = db()): Promise<StartedSession> {
  const sessionToken = createToken()
  const tokenHash = hashToken(sessionToken)
  if (tokenHash === null) throw new Error('a new token has not the shape of one')
  const maxAgeMs = sessionLife(user.role).absoluteMs
  await insertSession({ userId: user.id, tokenHash, device, createdAt: now, expiresAt: new Date(now.getTime() + maxAgeMs) }, client)
  return { sessionToken, maxAgeMs }
}
