import 'server-only'
import { notFound } from 'next/navigation'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { requireViewer } from '#lib/accounts/current-viewer.ts'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'

/**
 * For a page that is about a comment and for one person: who that is, and what `find` has for them. Signed out leads to signing in and
 * back; nothing found is a page that is not there; `away` while the database is.
 */
export async function requireComment<Found>(
  path: string,
  find: (viewer: Viewer) => Promise<Found | null>,
): Promise<{ away: false; viewer: Viewer; found: Found } | { away: true }> {
  const read = await orDatabaseAway(async () => {
    const viewer = await requireViewer(path)
    return { viewer, found: await find(viewer) }
  })
  if (!read.ok) {
    await answerRefusal(read)
    return { away: true }
  }
  const { viewer, found } = read.value
  if (found === null) notFound()
  return { away: false, viewer, found }
}
