import { refusalResponse } from '#app/api/runs/refusal-response.ts'
import { DATABASE_RETRY_AFTER_SECONDS } from '#lib/db.ts'
import { callerOf } from '#lib/playground/caller.ts'
import { createSnapshot } from '#lib/playground/create-snapshot.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import { readJsonBody } from '#lib/playground/read-json-body.ts'
import { firstFault } from '#lib/playground/run-request-schema.ts'
import { SnapshotRequestSchema } from '#lib/playground/snapshot-schema.ts'
import { siteUrl } from '#lib/site-url.ts'

/** Stores the code of a playground for a link. */
export async function POST(request: Request): Promise<Response> {
  const body = await readJsonBody(request, PLAYGROUND_LIMITS.snapshotBodyBytesMax)
  if (!body.ok && body.reason === 'too-large')
    return refusalResponse({ code: 'too-large', message: `The request is larger than ${PLAYGROUND_LIMITS.snapshotBodyBytesMax} bytes.` })
  if (!body.ok) return refusalResponse({ code: 'bad-request', message: 'expected a JSON body with content-type application/json' })
  const parsed = SnapshotRequestSchema.safeParse(body.value)
  if (!parsed.success) return refusalResponse({ code: 'bad-request', ...firstFault(parsed.error) })

  const created = await createSnapshot(callerOf(request.headers), parsed.data)
  if (created.ok) {
    const { id, path } = created.value
    return Response.json({ id, url: siteUrl(path) }, { status: 201, headers: { location: `/api/snapshots/${id}`, 'cache-control': 'no-store' } })
  }
  switch (created.reason) {
    case 'unknown-lesson':
      return refusalResponse({ code: 'not-found', message: 'There is no lesson with a lab under this id.', field: 'lessonId' })
    case 'unknown-file':
      return refusalResponse({ code: 'bad-request', message: 'expected the files of this lab and no others', field: 'files' })
    case 'too-many':
      return refusalResponse({
        code: 'too-many',
        message: `At most ${PLAYGROUND_LIMITS.snapshotsPerHour} links an hour.`,
        retryAfterSeconds: created.retryAfterSeconds,
      })
    case 'database-away':
      return refusalResponse({
        code: 'database-away',
        message: 'Shared code cannot be stored right now.',
        retryAfterSeconds: DATABASE_RETRY_AFTER_SECONDS,
      })
  }
}
