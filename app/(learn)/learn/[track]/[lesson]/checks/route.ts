import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

type Path = { track: string; lesson: string }

export async function generateStaticParams(): Promise<Path[]> {
  const tracks = await listTracks()
  return tracks.flatMap(({ slug, steps }) => steps.filter(({ lesson }) => lesson?.hasLab).map((step) => ({ track: slug, lesson: step.slug })))
}

/** The source of the checks of a lesson's lab, to be read: what is judged is no secret. */
export async function GET(_request: Request, { params }: { params: Promise<Path> }): Promise<Response> {
  const { track, lesson } = await params
  const found = await findLesson(track, lesson)
  if (!found || !('lab' in found) || !found.lab) return new Response('There are no such checks.', { status: 404 })
  return new Response(found.lab.checks, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  })
}
