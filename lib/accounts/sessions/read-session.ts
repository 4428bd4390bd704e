import 'server-only'
import type { Viewer } from '../viewer.ts'
import { hashToken } from './secret-token.ts'
import { isSeenDue, isSessionAlive } from './session-rules.ts'
import { findSessionByHash, touchSession } from './session-store.ts'

/** `startedAt`: when somebody proved who they are, the last time in this browser. */
export type CurrentSession = { sessionId: string; startedAt: Date; viewer: Viewer }

/**
 * Who holds this token, if it is the token of a live session; null for missing, malformed, unknown, expired and revoked alike.
 * Effects: moves the row's `lastSeenAt` at most every five minutes; never sets a cookie, because pages cannot.
 * Source: OWASP ASVS 5.0, 7.2.1 (checked by the server on every request).
 */
export async function readSession(sessionToken: string | undefined, now: Date): Promise<CurrentSession | null> {
  const tokenHash = hashToken(sessionToken)
  if (tokenHash === null) return null
  const session = await findSessionByHash(tokenHash)
  if (session === null) return null
  if (!isSessionAlive(session, session.viewer.role, now)) return null
  if (isSeenDue(session.lastSeenAt, now)) await touchSession(session.id, now)
  return { sessionId: session.id, startedAt: session.createdAt, viewer: session.viewer }
}
