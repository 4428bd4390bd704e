import { createHash } from 'node:crypto'
import { SeedSchema } from './answer-schema.ts'
import { expandQuestion } from './computed/expand-question.ts'
import type { ComputedQuestion, Matcher, MatchQuestion, Question } from './quiz-schema.ts'

/** A choice, item or side of a pair: its key in answers, and its Markdown (a program's output is verbatim). */
export type PublicPart = { key: string; text: string }

/** A question as anyone may see it before answering: nothing in it, and no order in it, tells what is right. */
export type PublicQuestion = { id: string; prompt: string } & (
  | { type: 'single' | 'multiple'; options: PublicPart[] }
  | { type: 'predict'; program: string; options: PublicPart[] }
  | { type: ComputedQuestion['type']; seed: number; situation: string; options: PublicPart[] }
  | { type: 'fill-in'; rule: string }
  | { type: 'order'; items: PublicPart[] }
  | { type: 'match'; lefts: PublicPart[]; rights: PublicPart[] }
)

/** How a fill-in is compared, said to the learner before the answer. */
export const MATCHER_RULES: Record<Matcher, string> = {
  exact: 'Spelling and capital letters count; spaces around the answer do not.',
  'ignore-case': 'Spelling counts; capital letters and spaces around the answer do not.',
  number: 'Answer with a number in digits, such as 42 or 0.5.',
}

/**
 * The key under which the browser knows an option, an item or the right side of a pair: stable for as long as the two ids are,
 * so that kept answers stay readable, and silent about the authored order and about what is right.
 */
export function partKey(questionId: string, partId: string): string {
  return createHash('sha256').update(`${questionId}/${partId}`).digest('hex').slice(0, 12)
}

/** The key of a pair's left side; unrelated to the key of its right side. */
export function leftKey(questionId: string, pairId: string): string {
  return partKey(questionId, `left/${pairId}`)
}

/**
 * What the browser may see of a question before it is answered. Options keep the authored order; items of an order question and right sides
 * of a match are sorted by key and never arrive in the right order (when there are at least two). `seed` chooses among the forms of a computed question
 * (null: the author's) and means nothing to the others.
 */
export function toPublicQuestion(question: Question, seed: number | null = null): PublicQuestion {
  const { id, prompt } = question
  const part = (item: { id: string }, text: string): PublicPart => ({ key: partKey(id, item.id), text })
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { id, prompt, type: question.type, options: question.options.map((option) => part(option, option.text)) }
    case 'predict':
      return { id, prompt, type: 'predict', program: question.program, options: question.options.map((option) => part(option, option.output)) }
    case 'fill-in':
      return { id, prompt, type: 'fill-in', rule: MATCHER_RULES[question.matcher] }
    case 'order':
      return { id, prompt, type: 'order', items: shuffled(question.items.map((item) => part(item, item.text))) }
    case 'match':
      return { id, prompt, type: 'match', ...publicSides(question) }
    case 'cookies-sent':
    case 'set-cookie-verdict': {
      const made = expandQuestion(question, seed ?? question.seed)
      const options = made.options.map((option) => part(option, option.text))
      return { id, prompt, type: question.type, seed: seed ?? question.seed, situation: made.situation, options }
    }
  }
}

/** The form of a question that an answer is about: of a computed one that which its seed names, if it names one. The answer may be anything at all. */
export function publicQuestionOf(question: Question, given: unknown): PublicQuestion {
  const seed = SeedSchema.safeParse(typeof given === 'object' && given !== null && 'seed' in given ? given.seed : null)
  return toPublicQuestion(question, seed.success ? seed.data : null)
}

function publicSides(question: MatchQuestion): { lefts: PublicPart[]; rights: PublicPart[] } {
  const rights = [...question.pairs, ...question.decoys]
  return {
    lefts: question.pairs.map((pair) => ({ key: leftKey(question.id, pair.id), text: pair.left })),
    rights: shuffled(rights.map((item) => ({ key: partKey(question.id, item.id), text: item.right }))),
  }
}

/** Sorted by key; turned by one when that happens to be the order they came in. */
function shuffled(parts: PublicPart[]): PublicPart[] {
  const sorted = parts.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const [first, ...rest] = sorted
  return first && sorted.every((part, index) => part === parts[index]) ? [...rest, first] : sorted
}
