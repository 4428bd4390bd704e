import { lessonPath } from '#components/lessons/lesson-words.ts'
import type { Track } from '#lib/lessons/lesson.ts'
import { siteUrl } from '#lib/site-url.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** All lessons as an Atom feed (RFC 4287), the last reviewed first; an entry's id stays when its lesson is renamed. */
export function lessonFeed(tracks: Track[]): string {
  const entries = tracks
    .flatMap((track) => track.steps.flatMap((step) => (step.lesson ? [{ track, step, lesson: step.lesson }] : [])))
    .toSorted((a, b) => b.lesson.lastReviewed.localeCompare(a.lesson.lastReviewed))
  const updated = `${entries[0]?.lesson.lastReviewed ?? '2026-01-01'}T00:00:00Z`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Crumbtrail lessons</title>
  <subtitle>Cookies, sessions and JWT on a real Node server</subtitle>
  <id>${escapeXml(siteUrl('/'))}</id>
  <link rel="alternate" type="text/html" href="${escapeXml(siteUrl('/learn'))}"/>
  <link rel="self" type="application/atom+xml" href="${escapeXml(siteUrl('/feed.xml'))}"/>
  <updated>${updated}</updated>
  <author><name>Crumbtrail</name></author>
${entries
  .map(
    ({ track, step, lesson }) => `  <entry>
    <title>${escapeXml(step.title)}</title>
    <id>${escapeXml(siteUrl(`/#${lesson.id}`))}</id>
    <link rel="alternate" type="text/html" href="${escapeXml(siteUrl(lessonPath(track.slug, step.slug)))}"/>
    <updated>${lesson.lastReviewed}T00:00:00Z</updated>
    <category term="${escapeXml(track.slug)}" label="${escapeXml(track.title)}"/>
    <summary>${escapeXml(lesson.summary)}</summary>
  </entry>
`,
  )
  .join('')}</feed>
`
}
