import { type Answer, AnswerSchema } from './answer-schema.ts'

/** What is wrong with an answer: the dotted path of the field, and what was expected there. */
export type AnswerFault = { field: string; message: string }

type Keyed = readonly { key: string }[]

/** Of a question, what decides which answers are possible. */
export type AnswerableQuestion =
  | { type: 'single' | 'multiple' | 'predict'; options: Keyed }
  | { type: 'cookies-sent' | 'set-cookie-verdict'; seed: number; options: Keyed }
  | { type: 'fill-in' }
  | { type: 'order'; items: Keyed }
  | { type: 'match'; lefts: Keyed; rights: Keyed }

export type CheckedAnswer = { ok: true; value: Answer } | { ok: false; faults: AnswerFault[] }

/**
 * An answer to this question, or every fault found: first the shape, then whether its keys are the question's own, each used as often as it may be.
 * A match may leave lines open (they count as not matched); an order names every item once. Field paths begin with `answer`.
 */
export function checkAnswer(question: AnswerableQuestion, given: unknown): CheckedAnswer {
  const parsed = AnswerSchema.safeParse(given)
  if (!parsed.success) {
    return { ok: false, faults: parsed.error.issues.map((issue) => ({ field: ['answer', ...issue.path].join('.'), message: issue.message })) }
  }
  const answer = parsed.data
  const faults =
    answer.type === question.type ? partFaults(question, answer) : [fault('type', `expected ${question.type}, the type of this question`)]
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: answer }
}

function partFaults(question: AnswerableQuestion, answer: Answer): AnswerFault[] {
  if (answer.type === 'fill-in') return []
  if ('seed' in answer && 'seed' in question && answer.seed !== question.seed)
    return [fault('seed', `expected ${question.seed}, the seed of this question`)]
  if (answer.type === 'order' && question.type === 'order') {
    const faults = keyFaults('order', answer.order, question.items, 'item')
    const missing = question.items.length - new Set(answer.order).size
    return faults.length === 0 && missing > 0 ? [fault('order', `expected all ${question.items.length} items; ${missing} missing`)] : faults
  }
  if (answer.type === 'match' && question.type === 'match') {
    return [
      ...keyFaults('pairs', pluck(answer.pairs, 'left'), question.lefts, 'line', 'left'),
      ...keyFaults('pairs', pluck(answer.pairs, 'right'), question.rights, 'choice', 'right'),
    ]
  }
  if (!('options' in question)) return []
  if ('choices' in answer) return keyFaults('choices', answer.choices, question.options, 'choice')
  if ('choice' in answer && !isOneOf(question.options, answer.choice)) return [fault('choice', 'expected the key of a choice of this question')]
  return []
}

function keyFaults(field: string, keys: readonly string[], parts: Keyed, noun: string, inner?: string): AnswerFault[] {
  return keys.flatMap((key, index) => {
    const path = [field, index, ...(inner ? [inner] : [])].join('.')
    if (!isOneOf(parts, key)) return [fault(path, `expected the key of one ${noun} of this question`)]
    if (keys.indexOf(key) < index) return [fault(path, `expected each ${noun} at most once; this one is given twice`)]
    return []
  })
}

function pluck(pairs: readonly { left: string; right: string }[], side: 'left' | 'right'): string[] {
  return pairs.map((pair) => pair[side])
}

function isOneOf(parts: Keyed, key: string): boolean {
  return parts.some((part) => part.key === key)
}

function fault(path: string, message: string): AnswerFault {
  return { field: `answer.${path}`, message }
}
