import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from './answer-schema.ts'
import { anyQuestion, examples, rightAnswer } from './example-questions.ts'
import { leftKey, partKey, toPublicQuestion } from './public-question.ts'
import { askedQuestions, keepKnownFields, matchField, placeField, readFormAnswer, seedField } from './quiz-form.ts'
import type { Question } from './quiz-schema.ts'

const read = (question: Question, entries: [string, string][]) => readFormAnswer(toPublicQuestion(question), entries)
const places = (order: string[], ids = ['first', 'second', 'third', 'fourth']): [string, string][] =>
  ids.map((id, index) => [placeField('q-order', partKey('q-order', id)), order[index] ?? ''])

/** The fields that a form would send for this answer. */
function fieldsOf(questionId: string, answer: Answer): [string, string][] {
  switch (answer.type) {
    case 'single':
    case 'predict':
      return [[questionId, answer.choice]]
    case 'multiple':
      return answer.choices.map((choice) => [questionId, choice])
    case 'cookies-sent':
      return [[seedField(questionId), String(answer.seed)], ...answer.choices.map((choice): [string, string] => [questionId, choice])]
    case 'set-cookie-verdict':
      return [
        [seedField(questionId), String(answer.seed)],
        [questionId, answer.choice],
      ]
    case 'fill-in':
      return [[questionId, answer.text]]
    case 'order':
      return answer.order.map((key, index) => [placeField(questionId, key), String(index + 1)])
    case 'match':
      return answer.pairs.map((pair) => [matchField(questionId, pair.left), pair.right])
  }
}

describe('reading a form', () => {
  it('gives back the answer that was put in, also after a trip through an address', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const answer = rightAnswer(question)
        const shown = toPublicQuestion(question)
        const address = keepKnownFields([shown], [['utf8', 'x'], ...fieldsOf(question.id, answer)]).toString()
        expect(readFormAnswer(shown, new URLSearchParams(address))).toEqual({ state: 'answered', answer })
      }),
    )
  })

  it('survives any fields at all', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))), (question, noise) => {
        const shown = toPublicQuestion(question)
        const named = noise.map(([name, value]): [string, string] => [`${question.id}${name}`, value])
        expect(['unanswered', 'answered', 'faulty']).toContain(
          readFormAnswer(shown, [...noise, ...named, ['__proto__', 'x'], ['constructor', 'x']]).state,
        )
      }),
    )
  })

  it.each<[string, Question, [string, string][]]>([
    ['no field', examples.single, []],
    ['an empty text', examples['fill-in'], [['q-fill-in', '  ']]],
    ['no tick', examples.multiple, [['other', 'x']]],
    ['selects left at nothing', examples.match, [[matchField('q-match', leftKey('q-match', 'one')), '']]],
    ['no places', examples.order, []],
  ])('finds nothing answered in %s', (_, question, entries) => {
    expect(read(question, entries)).toEqual({ state: 'unanswered' })
  })

  it('takes an order that was left as it was given for unanswered', () => {
    const shown = toPublicQuestion(examples.order)
    if (shown.type !== 'order') throw new Error('expected an order')
    const untouched = shown.items.map((item, index): [string, string] => [placeField('q-order', item.key), String(index + 1)])
    expect(readFormAnswer(shown, untouched)).toEqual({ state: 'unanswered' })
  })

  it.each<[string, Question, [string, string][], RegExp]>([
    [
      'two answers to a question with one',
      examples.single,
      [
        ['q-single', 'a'],
        ['q-single', 'b'],
      ],
      /one answer; 2 came/,
    ],
    ['a choice that is not there', examples.single, [['q-single', '<script>']], /Expected the key of one of the choices/],
    ['a place twice', examples.order, places(['1', '1', '2', '3']), /place 1 is given to two items/],
    ['a place beyond the end', examples.order, places(['1', '2', '3', '5']), /from 1 to 4/],
    ['a place that is no number', examples.order, places(['1', '2', '3', '1e0']), /from 1 to 4/],
    ['a place left out', examples.order, places(['1', '2', '3']), /from 1 to 4/],
    ['a match with a line open', examples.match, [[matchField('q-match', leftKey('q-match', 'one')), partKey('q-match', 'one')]], /2 of 3 are open/],
    ['a text beyond the limit', examples['fill-in'], [['q-fill-in', 'x'.repeat(201)]], /1 to 200 characters/],
  ])('says what was expected for %s', (_, question, entries, message) => {
    const result = read(question, entries)
    expect(result.state).toBe('faulty')
    expect(result.state === 'faulty' && result.message).toMatch(message)
  })
})

describe('keeping the fields of a form', () => {
  const shown = Object.values(examples).map(toPublicQuestion)

  it('leaves out what no question of the form asked', () => {
    const kept = keepKnownFields(shown, [
      ['q-single', 'x'],
      ['q-other', 'x'],
      ['__proto__', 'x'],
      ['asked', 'q-single'],
      ['asked', 'q-other'],
      ['contentVersion', 'v20260528'],
    ])
    expect([...kept]).toEqual([
      ['q-single', 'x'],
      ['asked', 'q-single'],
      ['contentVersion', 'v20260528'],
    ])
  })

  it('never grows beyond what an address may hold', () => {
    const long: [string, string][] = shown.flatMap((question) => Array.from({ length: 500 }, (): [string, string] => [question.id, 'x'.repeat(5000)]))
    const kept = keepKnownFields(shown, long)
    expect(kept.toString().length).toBeLessThan(2000)
    for (const question of shown) if (kept.has(question.id)) expect(readFormAnswer(question, kept).state).toBe('faulty')
  })
})

describe('the questions of a form', () => {
  const questions = [{ id: 'q-a' }, { id: 'q-b' }, { id: 'q-c' }]

  it('are those it names, in the order of the lesson', () => {
    expect(
      askedQuestions(questions, [
        ['asked', 'q-c'],
        ['asked', 'q-a'],
        ['asked', 'q-a'],
      ]),
    ).toEqual([{ id: 'q-a' }, { id: 'q-c' }])
  })

  it('are all when it names none that the lesson has', () => {
    expect(askedQuestions(questions, [])).toEqual(questions)
    expect(askedQuestions(questions, [['asked', 'q-x']])).toEqual(questions)
  })
})
