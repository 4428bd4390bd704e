import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import type { Viewer } from '../viewer.ts'

export type SessionRow = { id: string; createdAt: Date; lastSeenAt: Date; expiresAt: Date; viewer: Viewer }

export type NewSession = { userId: string; tokenHash: string; device: string; createdAt: Date; expiresAt: Date }

export async function insertSession(session: NewSession, client: Transaction = db()): Promise<string> {
  const { id } = await client.session.create({ data: { ...session, lastSeenAt: session.createdAt }, select: { id: true } })
  return id
}

/** The session with this hash, alive or not, with whom it belongs to; null when there is none. */
export async function findSessionByHash(tokenHash: string): Promise<SessionRow | null> {
  const row = await db().session.findUnique({
    where: { tokenHash },
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, user: { select: { id: true, name: true, role: true } } },
  })
  if (!row) return null
  const { user, ...times } = row
  return { ...times, viewer: { id: user.id, displayName: user.name, role: user.role } }
}

/** Moves `lastSeenAt` forward, never back. */
export async function touchSession(id: string, now: Date): Promise<void> {
  await db().session.updateMany({ where: { id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } })
}

export type ListedSession = { id: string; device: string; createdAt: Date; lastSeenAt: Date; expiresAt: Date }

/** A user's sessions, the one seen last first; at most 100. */
export async function listSessionsOf(userId: string): Promise<ListedSession[]> {
  return await db().session.findMany({
    where: { userId },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true, expiresAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  })
}

/** Ends one session of this user; whether there was one. */
export async function deleteSession(userId: string, id: string): Promise<boolean> {
  const { count } = await db().session.deleteMany({ where: { id, userId } })
  return count > 0
}

export async function deleteSessionByHash(tokenHash: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash } })
}

/** Ends every session of this user except, where given, the one with this id. Returns how many. */
export async function deleteSessionsOf(userId: string, exceptId: string | null, client: Transaction = db()): Promise<number> {
  const { count } = await client.session.deleteMany({ where: { userId, ...(exceptId ? { id: { not: exceptId } } : {}) } })
  return count
}

export async function deleteSessionsBefore(now: Date): Promise<void> {
  await db().session.deleteMany({ where: { expiresAt: { lte: now } } })
}
