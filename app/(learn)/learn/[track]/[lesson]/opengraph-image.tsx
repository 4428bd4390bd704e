import { notFound } from 'next/navigation'
import { previewImage, previewSize } from '#components/site/preview-image.tsx'
import { findTrack, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'

export const alt = 'The title of the lesson and its place in the track'
export const size = previewSize
export const contentType = 'image/png'
export const generateStaticParams = listLessonPaths

export default async function Image({ params }: { params: Promise<{ track: string; lesson: string }> }) {
  const { track: trackSlug, lesson } = await params
  const track = await findTrack(trackSlug)
  const step = track?.steps.find(({ slug }) => slug === lesson)
  if (!track || !step) notFound()
  return previewImage({ line: track.title, title: step.title, place: { step: step.number, steps: track.steps.length } })
}
