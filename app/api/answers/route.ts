import { answerErrorResponse } from '#app/api/answers/answer-error-response.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { readJsonBody } from '#lib/playground/read-json-body.ts'
import { takeAnswerPermit } from '#lib/quizzes/answer-permit.ts'
import { ANSWER_BYTES_MAX, AnswerRequestSchema } from '#lib/quizzes/answer-request-schema.ts'
import { gradeAnswer } from '#lib/quizzes/grade-answer.ts'

/** Grades one answer and stores nothing; the reply holds the feedback and a signed receipt. */
export async function POST(request: Request): Promise<Response> {
  const permit = await takeAnswerPermit(clientAddress(request.headers))
  if (!permit.ok) {
    const message = `Too many answers came from this address; try again in ${permit.retryAfterSeconds} seconds`
    return answerErrorResponse({ code: 'too-many', message }, { 'retry-after': String(permit.retryAfterSeconds) })
  }
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return answerErrorResponse({ code: 'unsupported-media-type', message: 'expected content-type application/json' })
  }
  const body = await readJsonBody(request, ANSWER_BYTES_MAX)
  if (!body.ok) {
    return body.reason === 'too-large'
      ? answerErrorResponse({ code: 'too-large', message: `expected at most ${ANSWER_BYTES_MAX} bytes` })
      : answerErrorResponse({ code: 'bad-request', message: 'expected a body of JSON', field: 'body' })
  }
  const parsed = AnswerRequestSchema.safeParse(body.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return answerErrorResponse({ code: 'bad-request', message: issue?.message ?? 'expected an answer', field: issue?.path.join('.') || 'body' })
  }
  const { questionId, contentVersion, answer } = parsed.data
  const graded = await gradeAnswer({ questionId, contentVersion, answer }, new Date())
  if (graded.ok) return Response.json(graded.value, { headers: { 'cache-control': 'no-store' } })
  if (graded.reason === 'unknown-question')
    return answerErrorResponse({ code: 'unknown-question', message: 'there is no such question', field: 'questionId' })
  const [fault] = graded.faults
  return answerErrorResponse({
    code: 'bad-request',
    message: fault?.message ?? 'expected an answer to this question',
    field: fault?.field ?? 'answer',
  })
}
