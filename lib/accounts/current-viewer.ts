import 'server-only'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { type CurrentSession, readSession } from './sessions/read-session.ts'
import { readSessionCookie } from './sessions/session-cookie.ts'
import type { Viewer } from './viewer.ts'

/** The session of this request, read once however often it is asked for; null as `readSession` says. Makes a page dynamic. */
export const findCurrentSession: () => Promise<CurrentSession | null> = cache(async () => readSession(await readSessionCookie(), new Date()))

/** Who asks; null for missing, malformed, expired and revoked sessions alike. Throws when the database is away. */
export async function findViewer(): Promise<Viewer | null> {
  return (await findCurrentSession())?.viewer ?? null
}

/** Who asks; without a session the browser is sent to sign in and comes back to `returnTo` (a path of ours). */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  return (await requireSession(returnTo)).viewer
}

/** The same with the session, for pages and actions that have to tell it from the others. */
export async function requireSession(returnTo: string): Promise<CurrentSession> {
  const session = await findCurrentSession()
  if (session === null) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`)
  return session
}
