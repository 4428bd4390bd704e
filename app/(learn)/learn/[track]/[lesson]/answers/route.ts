import { findViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { findLesson } from '#lib/lessons/lesson-catalogue.ts'
import { recordFormAnswers } from '#lib/progress/record-form-answers.ts'
import { takeAnswerPermit } from '#lib/quizzes/answer-permit.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import { keepKnownFields } from '#lib/quizzes/quiz-form.ts'
import { FORM_BYTES_MAX, readFormBody } from '#lib/quizzes/read-form-body.ts'

type Context = { params: Promise<{ track: string; lesson: string }> }

/** Takes a quiz sent as a plain form and shows its result at an address that holds the answers, so that a reload sends nothing again. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { track, lesson: slug } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) return plainResponse(404, 'There is no such lesson.')
  const permit = await takeAnswerPermit(clientAddress(request.headers))
  if (!permit.ok) {
    const message = `Too many answers came from your network. Go back and try again in ${permit.retryAfterSeconds} seconds; your browser still has your answers.`
    return plainResponse(429, message, { 'retry-after': String(permit.retryAfterSeconds) })
  }
  const body = await readFormBody(request)
  if (!body.ok) {
    return body.reason === 'too-large'
      ? plainResponse(413, `Your answers are longer than ${FORM_BYTES_MAX} bytes. Go back and shorten them.`)
      : plainResponse(415, 'Expected a form (application/x-www-form-urlencoded).')
  }
  const questions = lesson.quiz.questions.map((question) => toPublicQuestion(question))
  const fields = keepKnownFields(questions, body.value)
  const viewer = await orDatabaseAway(findViewer)
  // When the account cannot be reached the result says so, and the answers stand in its address.
  if (viewer.ok && viewer.value) await recordFormAnswers(viewer.value, lesson, [...fields], new Date())
  const location = `/learn/${lesson.track.slug}/${lesson.slug}/result?${fields}`
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

function plainResponse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers } })
}
