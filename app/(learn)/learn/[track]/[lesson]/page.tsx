import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { sendComment } from '#app/(discuss)/actions.ts'
import { BrokenLessonPanel } from '#components/lessons/broken-lesson-panel.tsx'
import { LessonPage } from '#components/lessons/lesson-page.tsx'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { LiveRefresh } from '#components/lessons/live-refresh.tsx'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { contentSignature } from '#lib/lessons/content-signature.ts'
import { findLesson, findTrack, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'

type Params = { params: Promise<{ track: string; lesson: string }> }

export const dynamicParams = false

export const generateStaticParams = listLessonPaths

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { track, lesson: slug } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) return { title: 'Lesson with mistakes', robots: { index: false } }
  const { title, summary, lastReviewed, authors } = lesson.frontMatter
  return {
    ...pageMetadata({
      title,
      description: summary,
      path: lessonPath(track, slug),
      openGraph: { type: 'article', modifiedTime: `${lastReviewed}T00:00:00Z` },
    }),
    authors: authors.map((name) => ({ name })),
  }
}

export default async function Page({ params }: Params) {
  const { track: trackSlug, lesson: slug } = await params
  const signature = await contentSignature()
  const [lesson, track] = await Promise.all([findLesson(trackSlug, slug), findTrack(trackSlug)])
  if (!lesson || !track) notFound()
  return (
    <>
      {'broken' in lesson ? <BrokenLessonPanel lesson={lesson} /> : <LessonPage lesson={lesson} track={track} postAction={sendComment} />}
      {signature ? <LiveRefresh signature={signature} /> : null}
    </>
  )
}
