import { findPicture, listPicturePaths } from '#lib/lessons/lesson-catalogue.ts'

export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = listPicturePaths

type Context = { params: Promise<{ track: string; lesson: string; picture: string }> }

/** A picture of a lesson. An SVG that is opened by itself runs nothing. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { track, lesson, picture } = await params
  const found = await findPicture(track, lesson, picture)
  if (!found) return new Response('There is no such picture.', { status: 404 })
  return new Response(found.bytes.slice(), {
    headers: {
      'Content-Type': found.type,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
