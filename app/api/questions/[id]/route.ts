import { answerErrorResponse } from '#app/api/answers/answer-error-response.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { takeAnswerPermit } from '#lib/quizzes/answer-permit.ts'
import { parseSeed } from '#lib/quizzes/answer-schema.ts'
import { findQuestionForm } from '#lib/quizzes/question-form.ts'

type Context = { params: Promise<{ id: string }> }

/** One form of a computed question, by its seed; nothing in it tells what is right. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const permit = await takeAnswerPermit(clientAddress(request.headers))
  if (!permit.ok) {
    const message = `Too many questions were asked for from this address; try again in ${permit.retryAfterSeconds} seconds`
    return answerErrorResponse({ code: 'too-many', message }, { 'retry-after': String(permit.retryAfterSeconds) })
  }
  const seed = parseSeed(new URL(request.url).searchParams.get('seed'))
  if (seed === null) return answerErrorResponse({ code: 'bad-request', message: 'expected a whole number from 0 to 4294967295', field: 'seed' })
  const form = await findQuestionForm((await params).id, seed)
  if (form.ok) return Response.json(form.value, { headers: { 'cache-control': 'no-store' } })
  return answerErrorResponse({ code: 'unknown-question', message: 'there is no such question, or it has but one form', field: 'id' })
}
