import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { courseFacts } from '#components/lessons/lesson-facts.ts'
import { stepCount } from '#components/lessons/lesson-words.ts'
import { ResumeLink } from '#components/progress/resume-link.tsx'
import { TrackCompletion } from '#components/progress/track-completion.tsx'
import { JsonLd } from '#components/site/json-ld.tsx'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { TrackOutline } from '#components/tracks/track-outline.tsx'
import { resumeSteps, writtenIds } from '#components/tracks/written-steps.ts'
import { findTrack, listTracks } from '#lib/lessons/lesson-catalogue.ts'

type Params = { params: Promise<{ track: string }> }

export const dynamicParams = false

export async function generateStaticParams() {
  return (await listTracks()).map((track) => ({ track: track.slug }))
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const track = await findTrack((await params).track)
  return track ? pageMetadata({ title: track.title, description: track.summary, path: `/learn/${track.slug}` }) : {}
}

export default async function TrackPage({ params }: Params) {
  const track = await findTrack((await params).track)
  if (!track) notFound()
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-5xl py-10">
        <p className="text-sm text-muted">
          <Link href="/learn" prefetch={false} className="plain-link">
            Tracks
          </Link>
        </p>
        <h1 className="mt-2 text-3xl font-bold tracking-title">{track.title}</h1>
        <p className="mt-3 max-w-2xl text-lg text-muted">{track.summary}</p>
        <p className="mt-3 flex flex-wrap gap-x-4 text-sm text-muted">
          <span>{stepCount(track.steps)}</span>
          <TrackCompletion lessonIds={writtenIds(track)} total={track.steps.length} />
        </p>
        <p className="mt-6">
          <ResumeLink steps={resumeSteps(track)} />
        </p>
        <div className="mt-12">
          <TrackOutline track={track} />
        </div>
      </main>
      <SiteFooter />
      <JsonLd facts={courseFacts(track)} />
    </>
  )
}
