import type { AnswerError } from '#lib/quizzes/answer-contract.ts'

const STATUSES: Record<AnswerError['code'], number> = {
  'bad-request': 400,
  'unknown-question': 404,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many': 429,
  unavailable: 503,
}

/** A refusal in the one shape that they all have. */
export function answerErrorResponse(error: AnswerError, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status: STATUSES[error.code], headers: { 'cache-control': 'no-store', ...headers } })
}
