import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { listContentFiles } from '#lib/lessons/content-files.ts'
import { isContentLive } from '#lib/live-content.ts'

export const dynamic = 'force-dynamic'

/** While content is read live: a text that changes whenever a file of content/ does. Otherwise there is nothing here. */
export async function GET(): Promise<Response> {
  if (!isContentLive()) return new Response('Content is not read live here.', { status: 404 })
  const listing = await listContentFiles(join(/* turbopackIgnore: true */ process.cwd(), 'content'))
  const version = createHash('sha256').update(JSON.stringify(listing)).digest('hex')
  return new Response(version, { headers: { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' } })
}
