import { notFound } from 'next/navigation'
import { previewImage, previewSize } from '#components/site/preview-image.tsx'
import { findTrack, listTracks } from '#lib/lessons/lesson-catalogue.ts'

export const alt = 'The title of the track'
export const size = previewSize
export const contentType = 'image/png'

export async function generateStaticParams() {
  return (await listTracks()).map((track) => ({ track: track.slug }))
}

export default async function Image({ params }: { params: Promise<{ track: string }> }) {
  const track = await findTrack((await params).track)
  if (!track) notFound()
  return previewImage({ line: `A track of ${track.steps.length} steps`, title: track.title, place: null })
}
