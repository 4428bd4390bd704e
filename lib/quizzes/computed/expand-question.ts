import 'server-only'
import type { ComputedQuestion } from '../quiz-schema.ts'
import { makeCookiesSent } from './cookies-sent.ts'
import { makeSetCookieVerdict } from './set-cookie-verdict.ts'

/** One form of a computed question, as an author would have written it. */
export type ExpandedQuestion = {
  situation: string
  /** Ids hold the seed and the text, so that the key of an option means the same words for ever. */
  options: { id: string; text: string; right?: true; why: string }[]
  explanation: string
}

/** The form of a computed question that a seed stands for. The jar that answers it stays on the server, as every answer does. */
export function expandQuestion(question: ComputedQuestion, seed: number): ExpandedQuestion {
  const make = question.type === 'cookies-sent' ? makeCookiesSent : makeSetCookieVerdict
  const { situation, options, explanation } = make(seed, question)
  return {
    situation,
    explanation,
    options: options.map(({ text, isRight, why }) => ({ id: `${seed}/${text}`, text, why, ...(isRight ? { right: true as const } : {}) })),
  }
}
