import type { Answer } from './answer-schema.ts'
import { expandQuestion } from './computed/expand-question.ts'
import { leftKey, partKey } from './public-question.ts'
import type { ComputedQuestion, FillInQuestion, Matcher, MatchQuestion, OrderQuestion, Question } from './quiz-schema.ts'

export type Verdict = 'right' | 'partly' | 'wrong'

/** What is said about one part of an answer. `missed` is a right choice that was not made. */
type PartGrade = {
  /** The part's key in answers; the left side's for a match; empty for a fill-in. */
  key: string
  state: 'right' | 'wrong' | 'missed'
  /** Markdown; the first is about what was chosen. Empty where nothing was written for it. */
  whys: string[]
  /** For an order: the item's place, counted from 1. */
  rightPlace?: number
  /** For a match: the key of the right side that belongs here. */
  rightKey?: string
}

/** A graded answer. `explanation` is Markdown; `accepted` holds the answers of a fill-in that count as right. */
export type Grade = { verdict: Verdict; parts: PartGrade[]; accepted: string[]; explanation: string }

/**
 * Grades any answer to any question and never throws: an answer of another type, or with keys that are not the question's own, is wrong.
 * `partly` means: more right than wrong choices or pairs, or one item to move. A text is right or wrong; a near miss is
 * a wrong one with words of its own.
 * Parts hold the feedback on what was chosen and on what is right, and nothing about choices that are neither.
 */
export function grade(question: Question, answer: Answer): Grade {
  const graded = gradeParts(question, answer)
  return { accepted: [], explanation: question.explanation, ...graded }
}

type Graded = Pick<Grade, 'verdict' | 'parts'> & Partial<Pick<Grade, 'accepted' | 'explanation'>>

function gradeParts(question: Question, answer: Answer): Graded {
  switch (question.type) {
    case 'single':
    case 'predict':
      return gradeOptions(question, answer.type === question.type ? [answer.choice] : [])
    case 'multiple':
      return gradeOptions(question, answer.type === 'multiple' ? answer.choices : [])
    case 'fill-in':
      return gradeFillIn(question, answer.type === 'fill-in' ? answer.text : '')
    case 'order':
      return gradeOrder(question, answer.type === 'order' ? answer.order : [])
    case 'cookies-sent':
      return gradeComputed(question, answer, answer.type === 'cookies-sent' ? answer.choices : [])
    case 'set-cookie-verdict':
      return gradeComputed(question, answer, answer.type === 'set-cookie-verdict' ? [answer.choice] : [])
    case 'match':
      return gradeMatch(question, new Map(answer.type === 'match' ? answer.pairs.map((pair) => [pair.left, pair.right]) : []))
  }
}

/** Graded as the form of the question that the answer names by its seed; what was computed stands before what the author says. */
function gradeComputed(question: ComputedQuestion, answer: Answer, chosenKeys: readonly string[]): Graded {
  const { options, explanation } = expandQuestion(question, 'seed' in answer ? answer.seed : question.seed)
  return {
    ...gradeOptions({ id: question.id, type: question.type, options }, chosenKeys),
    explanation: [explanation, question.explanation].filter((text) => text !== '').join('\n\n'),
  }
}

type GradedOptions = { id: string; type: Question['type']; options: readonly { id: string; right?: true | undefined; why: string }[] }

function gradeOptions(question: GradedOptions, chosenKeys: readonly string[]): Graded {
  const chosen = new Set(chosenKeys)
  const parts: PartGrade[] = []
  for (const option of question.options) {
    const key = partKey(question.id, option.id)
    const isRight = option.right === true
    if (chosen.delete(key)) parts.push({ key, state: isRight ? 'right' : 'wrong', whys: [option.why] })
    else if (isRight) parts.push({ key, state: 'missed', whys: [option.why] })
  }
  const count = (state: PartGrade['state']) => parts.filter((part) => part.state === state).length
  // What is left in `chosen` belongs to no option of this question.
  const wrongs = count('wrong') + chosen.size
  if (wrongs === 0 && count('missed') === 0) return { verdict: 'right', parts }
  return { verdict: isOfSeveral(question.type) && count('right') > wrongs ? 'partly' : 'wrong', parts }
}

function isOfSeveral(type: Question['type']): boolean {
  return type === 'multiple' || type === 'cookies-sent'
}

function gradeFillIn(question: FillInQuestion, given: string): Graded {
  const { matcher, answers, nearMisses } = question
  const text = given.trim()
  if (text !== '' && answers.some((accepted) => matches(matcher, accepted, text))) {
    return { verdict: 'right', accepted: answers, parts: [{ key: '', state: 'right', whys: [] }] }
  }
  const nearMiss = text === '' ? undefined : nearMisses.find((miss) => matches(matcher, miss.answer, text))
  return { verdict: 'wrong', accepted: answers, parts: [{ key: '', state: 'wrong', whys: nearMiss ? [nearMiss.why] : [] }] }
}

/** Whether a text counts as this answer. Spaces at the ends never count; a number may be written in any of the ways that mean it. */
export function matches(matcher: Matcher, accepted: string, given: string): boolean {
  const [a, b] = [accepted.trim().normalize('NFC'), given.trim().normalize('NFC')]
  if (a === b) return true
  if (matcher === 'ignore-case') return a.toLowerCase() === b.toLowerCase()
  if (matcher !== 'number') return false
  const [x, y] = [parseNumber(a), parseNumber(b)]
  return x !== null && x === y
}

/** Digits with an optional sign and decimal point; thousands may be set apart by a comma, a space or an underscore. Null for all else. */
function parseNumber(text: string): number | null {
  if (!/^[+-]?(\d+|\d{1,3}([ ,_\u00a0\u202f]\d{3})+)(\.\d+)?$/.test(text)) return null
  return Number(text.replace(/[ ,_\u00a0\u202f]/g, ''))
}

function gradeOrder(question: OrderQuestion, given: readonly string[]): Graded {
  const right = question.items.map((item) => partKey(question.id, item.id))
  const known = given.filter((key, index) => right.includes(key) && given.indexOf(key) === index)
  const whole = known.length === right.length && given.length === right.length
  const parts = right.map((key, index): PartGrade => ({ key, state: given[index] === key ? 'right' : 'wrong', whys: [], rightPlace: index + 1 }))
  if (whole && parts.every((part) => part.state === 'right')) return { verdict: 'right', parts }
  // Of two items, one move always suffices, so nothing was right about it.
  return { verdict: whole && right.length > 2 && movesNeeded(known.map((key) => right.indexOf(key))) === 1 ? 'partly' : 'wrong', parts }
}

/** How few items must be taken out and put elsewhere: all but those of the longest rising run. */
function movesNeeded(places: readonly number[]): number {
  const longestEndingAt: number[] = []
  places.forEach((place, index) => {
    const before = longestEndingAt.filter((_, earlier) => (places[earlier] ?? 0) < place)
    longestEndingAt[index] = 1 + Math.max(0, ...before)
  })
  return places.length - Math.max(0, ...longestEndingAt)
}

function gradeMatch(question: MatchQuestion, chosenByLeft: ReadonlyMap<string, string>): Graded {
  const parts = question.pairs.map((pair): PartGrade => {
    const key = leftKey(question.id, pair.id)
    const rightKey = partKey(question.id, pair.id)
    const chosen = chosenByLeft.get(key)
    if (chosen === rightKey) return { key, state: 'right', whys: [pair.why], rightKey }
    const decoy = question.decoys.find((item) => partKey(question.id, item.id) === chosen)
    return { key, state: chosen === undefined ? 'missed' : 'wrong', whys: decoy ? [decoy.why, pair.why] : [pair.why], rightKey }
  })
  const rights = parts.filter((part) => part.state === 'right').length
  const strangers = [...chosenByLeft.keys()].some((key) => parts.every((part) => part.key !== key))
  if (rights === parts.length && !strangers) return { verdict: 'right', parts }
  return { verdict: rights * 2 > parts.length ? 'partly' : 'wrong', parts }
}
