import { AnswerErrorSchema, type AnswerReply, AnswerReplySchema, type AnswerRequest } from '#lib/quizzes/answer-contract.ts'

/** Why an answer was not graded. `refused` and `gone` will not get better by sending it again. */
export type SendFailure =
  | { reason: 'offline' | 'away' | 'gone' }
  | { reason: 'too-many'; retryAfterSeconds: number }
  | { reason: 'refused'; message: string }

export type Sent = { ok: true; reply: AnswerReply } | { ok: false; failure: SendFailure }

/** Longer than any grading takes; after that the site counts as away. */
const WAIT_MS = 15_000
const RETRY_SECONDS = 30

/** Has an answer graded by the site. Never throws; nothing that the site or the network does loses the answer, which the caller keeps. */
export async function sendAnswer(request: AnswerRequest): Promise<Sent> {
  try {
    const response = await fetch('/api/answers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(WAIT_MS),
    })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) return { ok: false, failure: failureOf(response, body) }
    const reply = AnswerReplySchema.safeParse(body)
    return reply.success ? { ok: true, reply: reply.data } : { ok: false, failure: { reason: 'away' } }
  } catch (error) {
    // What fetch throws by itself is about the way to the site, except for our own deadline.
    const isDeadline = error instanceof DOMException && error.name === 'TimeoutError'
    return { ok: false, failure: { reason: isDeadline ? 'away' : 'offline' } }
  }
}

function failureOf(response: Response, body: unknown): SendFailure {
  if (response.status === 429) return { reason: 'too-many', retryAfterSeconds: Number(response.headers.get('retry-after')) || RETRY_SECONDS }
  if (response.status >= 500) return { reason: 'away' }
  const parsed = AnswerErrorSchema.safeParse(body)
  if (parsed.success && parsed.data.error.code === 'unknown-question') return { reason: 'gone' }
  return { reason: 'refused', message: parsed.success ? parsed.data.error.message : 'The site did not take it.' }
}
