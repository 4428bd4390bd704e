import { refusalResponse } from '#app/api/runs/refusal-response.ts'
import { DATABASE_RETRY_AFTER_SECONDS, orDatabaseAway } from '#lib/db.ts'
import { SnapshotIdSchema } from '#lib/playground/snapshot-schema.ts'
import { findSnapshot } from '#lib/playground/snapshot-store.ts'

/** The code behind a shared link. A snapshot never changes, so a browser may keep it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = SnapshotIdSchema.safeParse((await params).id)
  if (!id.success) return refusalResponse({ code: 'not-found', message: 'No code was shared under this link.' })
  const read = await orDatabaseAway(() => findSnapshot(id.data))
  if (!read.ok)
    return refusalResponse({
      code: 'database-away',
      message: 'Shared code cannot be read right now.',
      retryAfterSeconds: DATABASE_RETRY_AFTER_SECONDS,
    })
  if (!read.value) return refusalResponse({ code: 'not-found', message: 'No code was shared under this link.' })
  return Response.json(read.value, { headers: { 'cache-control': 'private, max-age=3600, immutable' } })
}
