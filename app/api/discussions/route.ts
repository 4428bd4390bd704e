import { findViewer } from '#lib/accounts/current-viewer.ts'
import { DATABASE_RETRY_AFTER_SECONDS, orDatabaseAway } from '#lib/db.ts'
import { READS_PER_ADDRESS } from '#lib/discussions/comment-limits.ts'
import { readThreadCursor } from '#lib/discussions/cursor-rules.ts'
import type { DiscussionReply } from '#lib/discussions/discussion.ts'
import { listThreads } from '#lib/discussions/read-discussion.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { memoryThrottle } from '#lib/http/throttle.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'

const throttle = memoryThrottle(READS_PER_ADDRESS)

/** `?lesson=<id>&before=<cursor>`: a page of a lesson's threads as its reader may see them, for pages that are the same for everybody. */
export async function GET(request: Request): Promise<Response> {
  const permit = await throttle.take(clientAddress(request.headers))
  if (!permit.ok) return refuse(429, 'too-many', `try again in ${permit.retryAfterSeconds} seconds`, permit.retryAfterSeconds)
  const query = new URL(request.url).searchParams
  const lesson = await findLessonById(query.get('lesson') ?? '')
  if (!lesson) return refuse(404, 'unknown-lesson', 'there is no such lesson')
  const read = await orDatabaseAway(async () => {
    const viewer = await findViewer()
    return { viewer, list: await listThreads(viewer, lesson.id, readThreadCursor(query.get('before'))) }
  })
  if (!read.ok) return refuse(503, 'unavailable', 'the discussion cannot be read at the moment', DATABASE_RETRY_AFTER_SECONDS)
  const { viewer, list } = read.value
  const reply: DiscussionReply = {
    viewer: viewer && { id: viewer.id, displayName: viewer.displayName },
    list,
    now: new Date().toISOString(),
  }
  return Response.json(reply, { headers: { 'cache-control': 'private, no-store' } })
}

function refuse(status: number, code: string, message: string, retryAfterSeconds?: number): Response {
  const headers = { 'cache-control': 'no-store', ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }) }
  return Response.json({ error: { code, message } }, { status, headers })
}
