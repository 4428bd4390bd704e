import 'server-only'
import type { Viewer } from '../viewer.ts'
import { isSessionAlive } from './session-rules.ts'
import { type ListedSession, listSessionsOf } from './session-store.ts'

export type OwnSession = ListedSession & { isThisOne: boolean }

/** The viewer's live sessions: the one that asks first, then the one seen last. */
export async function listOwnSessions(viewer: Viewer, currentSessionId: string, now: Date): Promise<OwnSession[]> {
  const sessions = await listSessionsOf(viewer.id)
  return sessions
    .filter((session) => isSessionAlive(session, viewer.role, now))
    .map((session) => ({ ...session, isThisOne: session.id === currentSessionId }))
    .sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne))
}
