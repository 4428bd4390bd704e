import 'server-only'
import { isUuid } from '../uuid-rules.ts'
import type { Viewer } from '../viewer.ts'
import { hashToken } from './secret-token.ts'
import { deleteSession, deleteSessionByHash, deleteSessionsOf } from './session-store.ts'

/** Ends the session of this token: its row is gone, so a copy of the token is worth nothing (OWASP ASVS 5.0, 7.4.1). */
export async function endSession(sessionToken: string | undefined): Promise<void> {
  const tokenHash = hashToken(sessionToken)
  if (tokenHash !== null) await deleteSessionByHash(tokenHash)
}

/** Ends one of the viewer's own sessions; of anybody else's there is none (OWASP ASVS 5.0, 7.5.2). Whether there was one. */
export async function revokeSession(viewer: Viewer, sessionId: string): Promise<boolean> {
  return isUuid(sessionId) && (await deleteSession(viewer.id, sessionId))
}

/** Ends all of the viewer's sessions but the one that asks; returns how many. */
export async function revokeOtherSessions(viewer: Viewer, currentSessionId: string): Promise<number> {
  return await deleteSessionsOf(viewer.id, currentSessionId)
}
