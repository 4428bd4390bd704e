import type { Metadata } from 'next'
import Link from 'next/link'
import { stepCount } from '#components/lessons/lesson-words.ts'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { listTracks } from '#lib/lessons/lesson-catalogue.ts'

export const metadata: Metadata = pageMetadata({
  title: 'Tracks',
  description: 'The tracks of Crumbtrail: ordered steps, each a short lesson with questions, most with a server to run and change.',
  path: '/learn',
})

export default async function TracksPage() {
  const tracks = await listTracks()
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-5xl py-10">
        <h1 className="text-3xl font-bold tracking-title">Tracks</h1>
        <p className="mt-3 max-w-2xl text-lg text-muted">
          A track is a row of steps that build on one another. Read one from the start, or go straight to what you need.
        </p>
        <ul className="mt-10 grid">
          {tracks.map((track) => (
            <li key={track.id} className="grid gap-1.5 border-t border-line py-6">
              <h2 className="text-xl">
                <Link href={`/learn/${track.slug}`} prefetch={false} className="link">
                  {track.title}
                </Link>
              </h2>
              <p className="max-w-2xl text-base text-muted">{track.summary}</p>
              <p className="text-sm text-muted">{stepCount(track.steps)}</p>
            </li>
          ))}
        </ul>
      </main>
      <SiteFooter />
    </>
  )
}
