/** A quiz as a plain HTML form: the names of its fields, and what comes back in them. Used by the page, the form's handler and the result page. */
import { type Answer, FILL_IN_CHARACTERS_MAX, KEY_CHARACTERS, parseSeed } from './answer-schema.ts'
import { checkAnswer } from './check-answer.ts'
import type { PublicQuestion } from './public-question.ts'

/** Hidden field: the lesson's content version when the form was drawn. */
export const VERSION_FIELD = 'contentVersion'
/** Longer than any content version. */
const VERSION_CHARACTERS_MAX = 20
/** Hidden field, once for each question of the form; without any, the form asked all questions of the lesson. */
export const ASKED_FIELD = 'asked'

/** The select that holds an item's place (from 1) in an order question. */
export const placeField = (questionId: string, itemKey: string) => `${questionId}.place.${itemKey}`
/** The select that holds the right side chosen for one line of a match. */
export const matchField = (questionId: string, leftKey: string) => `${questionId}.match.${leftKey}`

/** Hidden field: which form of a computed question was asked. */
export const seedField = (questionId: string) => `${questionId}.seed`

/** The form of a question that was asked, by its seed; null when nothing (or nothing that is a seed) is said, which means the author's. */
export function askedSeed(questionId: string, entries: FormEntries): number | null {
  return parseSeed(groupByName(entries).get(seedField(questionId))?.[0])
}

/** What a form says about one question. `message` is for the learner: what was expected. */
export type FormAnswer = { state: 'unanswered' } | { state: 'answered'; answer: Answer } | { state: 'faulty'; message: string }

export type FormEntries = Iterable<readonly [name: string, value: string]>

/**
 * The answer that a form holds to this question. Fields of other names are not looked at. An order that was left as it was given counts as unanswered,
 * because the form cannot tell the two apart and the given order is never right; so does a match with nothing chosen.
 */
export function readFormAnswer(question: PublicQuestion, entries: FormEntries): FormAnswer {
  const fields = groupByName(entries)
  const valuesOf = (name: string) => fields.get(name)?.filter((value) => value.trim() !== '') ?? []
  switch (question.type) {
    case 'single':
      return readOne(question, valuesOf(question.id), (choice) => ({ type: 'single', choice }))
    case 'predict':
      return readOne(question, valuesOf(question.id), (choice) => ({ type: 'predict', choice }))
    case 'fill-in':
      return readOne(question, valuesOf(question.id), (text) => ({ type: 'fill-in', text }))
    case 'set-cookie-verdict':
      return readOne(question, valuesOf(question.id), (choice) => ({ type: 'set-cookie-verdict', seed: question.seed, choice }))
    case 'multiple':
    case 'cookies-sent': {
      const choices = [...new Set(valuesOf(question.id))]
      if (choices.length === 0) return { state: 'unanswered' }
      return checked(question, 'seed' in question ? { type: 'cookies-sent', seed: question.seed, choices } : { type: 'multiple', choices })
    }
    case 'order':
      return readOrder(question, valuesOf)
    case 'match':
      return readMatch(question, valuesOf)
  }
}

/**
 * What a form sent, cut down to the fields of these questions, so that it fits into an address: unknown names are left out, and of each
 * value and each list no more is kept than shows that it is too long.
 */
export function keepKnownFields(questions: readonly PublicQuestion[], entries: FormEntries): URLSearchParams {
  const bounds = new Map<string, FieldBounds>([[VERSION_FIELD, { values: 1, characters: VERSION_CHARACTERS_MAX }]])
  for (const question of questions) for (const name of fieldNames(question)) bounds.set(name, fieldBounds(question))
  const kept = new URLSearchParams()
  for (const [name, values] of groupByName(entries)) {
    const bound = bounds.get(name)
    const given = values.filter((value) => value !== '').slice(0, bound?.values ?? 0)
    for (const value of given) kept.append(name, value.slice(0, bound?.characters ?? 0))
    if (name === ASKED_FIELD) for (const id of new Set(values)) if (questions.some((question) => question.id === id)) kept.append(name, id)
  }
  return kept
}

/** The questions that a form asked, in the lesson's order; all of them when it does not say. */
export function askedQuestions<Asked extends { id: string }>(questions: readonly Asked[], entries: FormEntries): Asked[] {
  const ids = new Set(groupByName(entries).get(ASKED_FIELD) ?? [])
  const asked = questions.filter((question) => ids.has(question.id))
  return asked.length > 0 ? asked : [...questions]
}

type FieldBounds = { values: number; characters: number }

function fieldBounds(question: PublicQuestion): FieldBounds {
  if (question.type === 'fill-in') return { values: 2, characters: FILL_IN_CHARACTERS_MAX + 1 }
  const isOfSeveral = question.type === 'multiple' || question.type === 'cookies-sent'
  return { values: isOfSeveral ? question.options.length + 1 : 2, characters: KEY_CHARACTERS + 1 }
}

function fieldNames(question: PublicQuestion): string[] {
  if (question.type === 'order') return question.items.map((item) => placeField(question.id, item.key))
  if (question.type === 'match') return question.lefts.map((left) => matchField(question.id, left.key))
  return 'seed' in question ? [question.id, seedField(question.id)] : [question.id]
}

function groupByName(entries: FormEntries): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const [name, value] of entries) fields.set(name, [...(fields.get(name) ?? []), value])
  return fields
}

function readOne(question: PublicQuestion, values: string[], toAnswer: (value: string) => Answer): FormAnswer {
  const [value] = values
  if (value === undefined) return { state: 'unanswered' }
  return values.length > 1 ? { state: 'faulty', message: `Expected one answer; ${values.length} came.` } : checked(question, toAnswer(value))
}

function readOrder(question: Extract<PublicQuestion, { type: 'order' }>, valuesOf: (name: string) => string[]): FormAnswer {
  const count = question.items.length
  const places = question.items.map((item) => ({ key: item.key, values: valuesOf(placeField(question.id, item.key)) }))
  if (places.every(({ values }) => values.length === 0)) return { state: 'unanswered' }
  const order: string[] = []
  for (const { key, values } of places) {
    const [value = ''] = values
    const place = /^[1-9]\d?$/.test(value) ? Number(value) : 0
    if (values.length !== 1 || place < 1 || place > count)
      return { state: 'faulty', message: `Expected one place from 1 to ${count} for every item.` }
    if (order[place - 1] !== undefined) return { state: 'faulty', message: `Expected every place once; place ${place} is given to two items.` }
    order[place - 1] = key
  }
  const untouched = order.every((key, index) => key === question.items[index]?.key)
  return untouched ? { state: 'unanswered' } : checked(question, { type: 'order', order })
}

function readMatch(question: Extract<PublicQuestion, { type: 'match' }>, valuesOf: (name: string) => string[]): FormAnswer {
  const chosen = question.lefts.map((left) => ({ left: left.key, values: valuesOf(matchField(question.id, left.key)) }))
  if (chosen.some(({ values }) => values.length > 1)) return { state: 'faulty', message: 'Expected one choice for every line.' }
  const pairs = chosen.flatMap(({ left, values }) => (values[0] === undefined ? [] : [{ left, right: values[0] }]))
  if (pairs.length === 0) return { state: 'unanswered' }
  if (pairs.length < question.lefts.length) {
    return {
      state: 'faulty',
      message: `Expected a choice for every line; ${question.lefts.length - pairs.length} of ${question.lefts.length} are open.`,
    }
  }
  return checked(question, { type: 'match', pairs })
}

function checked(question: PublicQuestion, answer: Answer): FormAnswer {
  const result = checkAnswer(question, answer)
  if (result.ok) return { state: 'answered', answer: result.value }
  const message = result.faults[0]?.message ?? 'expected another answer'
  return { state: 'faulty', message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.` }
}
