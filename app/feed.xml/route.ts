import { lessonFeed } from '#components/site/lesson-feed.ts'
import { listTracks } from '#lib/lessons/lesson-catalogue.ts'

export const dynamic = 'force-static'

export async function GET(): Promise<Response> {
  return new Response(lessonFeed(await listTracks()), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
