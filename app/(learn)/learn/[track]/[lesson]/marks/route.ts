import { findViewer } from '#lib/accounts/current-viewer.ts'
import { DATABASE_RETRY_AFTER_SECONDS, orDatabaseAway } from '#lib/db.ts'
import { findLesson } from '#lib/lessons/lesson-catalogue.ts'
import { CONFIDENCE_LEVELS } from '#lib/progress/progress-schema.ts'
import { recordForm } from '#lib/progress/record-form.ts'
import { FORM_BYTES_MAX, readFormBody } from '#lib/quizzes/read-form-body.ts'

type Context = { params: Promise<{ track: string; lesson: string }> }
type Said = { kind: 'marked'; done: boolean } | { kind: 'confidence'; level: (typeof CONFIDENCE_LEVELS)[number] | null }

/** Takes a mark or a confidence sent as a plain form into the learner's account, and shows it among the rest of the progress. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { track, lesson: slug } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) return plainResponse(404, 'There is no such lesson.')
  const body = await readFormBody(request)
  if (!body.ok) {
    return body.reason === 'too-large'
      ? plainResponse(413, `Expected a form of at most ${FORM_BYTES_MAX} bytes.`)
      : plainResponse(415, 'Expected a form (application/x-www-form-urlencoded).')
  }
  const said = readSaid(body.value)
  if (!said) return plainResponse(400, `Expected the field done (yes or no), or confidence (${CONFIDENCE_LEVELS.join(', ')} or none).`)
  const viewer = await orDatabaseAway(findViewer)
  if (!viewer.ok) return away()
  const path = `/learn/${lesson.track.slug}/${lesson.slug}`
  if (!viewer.value) return seeOther(`/sign-in?next=${encodeURIComponent(path)}`)
  const recorded = await recordForm(viewer.value, [{ ...said, lessonId: lesson.id }], new Date())
  if (!recorded.ok && recorded.reason === 'database-away') return away()
  return seeOther(`/progress#${lesson.id}`)
}

function readSaid(fields: URLSearchParams): Said | null {
  const done = fields.get('done')
  if (done === 'yes' || done === 'no') return { kind: 'marked', done: done === 'yes' }
  const given = fields.get('confidence')
  const level = CONFIDENCE_LEVELS.find((known) => known === given)
  return level || given === 'none' ? { kind: 'confidence', level: level ?? null } : null
}

const away = () =>
  plainResponse(503, 'Your account cannot be reached right now, so this was not saved. Go back and send it again in a moment.', {
    'retry-after': String(DATABASE_RETRY_AFTER_SECONDS),
  })

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

function plainResponse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers } })
}
