import { AnswerErrorSchema } from '#lib/quizzes/answer-contract.ts'
import { type QuestionForm, QuestionFormSchema } from '#lib/quizzes/question-form-contract.ts'

/** Why another form of a question did not come. */
export type FormFailure = 'offline' | 'away' | 'too-many' | 'gone'

export type LoadedForm = { ok: true; form: QuestionForm } | { ok: false; failure: FormFailure }

/** Longer than the site takes to make one; after that it counts as away. */
const WAIT_MS = 15_000

/** Asks the site for one form of a computed question. Never throws. */
export async function loadQuestionForm(questionId: string, seed: number): Promise<LoadedForm> {
  try {
    const response = await fetch(`/api/questions/${questionId}?seed=${seed}`, { signal: AbortSignal.timeout(WAIT_MS) })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) return { ok: false, failure: failureOf(response.status, body) }
    const form = QuestionFormSchema.safeParse(body)
    return form.success ? { ok: true, form: form.data } : { ok: false, failure: 'away' }
  } catch (error) {
    // What fetch throws by itself is about the way to the site, except for our own deadline.
    const isDeadline = error instanceof DOMException && error.name === 'TimeoutError'
    return { ok: false, failure: isDeadline ? 'away' : 'offline' }
  }
}

function failureOf(status: number, body: unknown): FormFailure {
  if (status === 429) return 'too-many'
  const parsed = AnswerErrorSchema.safeParse(body)
  return parsed.success && parsed.data.error.code === 'unknown-question' ? 'gone' : 'away'
}
