import type { MetadataRoute } from 'next'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { siteUrl } from '#lib/site-url.ts'
import { TOOL_PATHS } from '#lib/tools/tool-paths.ts'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const tracks = await listTracks()
  const lessons = tracks.flatMap((track) =>
    track.steps.flatMap(({ slug, lesson }) => (lesson ? [{ url: siteUrl(lessonPath(track.slug, slug)), lastModified: lesson.lastReviewed }] : [])),
  )
  return [
    { url: siteUrl('/') },
    { url: siteUrl('/learn') },
    { url: siteUrl('/discussions') },
    ...TOOL_PATHS.map((path) => ({ url: siteUrl(path) })),
    ...tracks.map((track) => ({ url: siteUrl(`/learn/${track.slug}`) })),
    ...lessons,
  ]
}
