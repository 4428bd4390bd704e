import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, AnswerSchema } from './answer-schema.ts'
import { anyQuestion, examples, rightAnswer } from './example-questions.ts'
import { leftKey, partKey, toPublicQuestion } from './public-question.ts'
import { grade, matches, type Verdict } from './quiz-rules.ts'
import type { Matcher } from './quiz-schema.ts'

const keysOf = (questionId: string, ids: string[]) => ids.map((id) => partKey(questionId, id))
const choose = (type: 'single' | 'predict', id: string): Answer => ({ type, choice: partKey(`q-${type}`, id) })
const tick = (...ids: string[]): Answer => ({ type: 'multiple', choices: keysOf('q-multiple', ids) })
const put = (...ids: string[]): Answer => ({ type: 'order', order: keysOf('q-order', ids) })
const join = (rights: Record<string, string>): Answer => ({
  type: 'match',
  pairs: Object.entries(rights).map(([left, right]) => ({ left: leftKey('q-match', left), right: partKey('q-match', right) })),
})

describe('a choice of one', () => {
  it('is right with the reason of what was chosen', () => {
    expect(grade(examples.single, choose('single', 'jar'))).toEqual({
      verdict: 'right',
      accepted: [],
      explanation: 'Explanation of q-single',
      parts: [{ key: partKey('q-single', 'jar'), state: 'right', whys: ['Why jar'] }],
    })
  })

  it('is wrong with the reason of what was chosen and of what is right, and of nothing else', () => {
    const { verdict, parts } = grade(examples.single, choose('single', 'server'))
    expect(verdict).toBe('wrong')
    expect(parts).toEqual([
      { key: partKey('q-single', 'jar'), state: 'missed', whys: ['Why jar'] },
      { key: partKey('q-single', 'server'), state: 'wrong', whys: ['Why server'] },
    ])
  })

  it('of an output is graded the same way', () => {
    expect(grade(examples.predict, choose('predict', 'two')).verdict).toBe('right')
    expect(grade(examples.predict, choose('predict', 'eleven')).verdict).toBe('wrong')
  })
})

describe('a choice of several', () => {
  it.each<[string[], Verdict]>([
    [['a', 'b'], 'right'],
    [['b', 'a'], 'right'],
    [['a'], 'partly'],
    [['a', 'b', 'c'], 'partly'],
    [['a', 'c'], 'wrong'],
    [['a', 'b', 'c', 'd'], 'wrong'],
    [['c'], 'wrong'],
  ])('%j is %s', (ids, verdict) => {
    expect(grade(examples.multiple, tick(...ids)).verdict).toBe(verdict)
  })

  it('says which right ones were missed', () => {
    const states = grade(examples.multiple, tick('a', 'c')).parts.map((part) => [part.state, part.whys[0]])
    expect(states).toEqual([
      ['right', 'Why A'],
      ['missed', 'Why B'],
      ['wrong', 'Why C'],
    ])
  })
})

describe('a text', () => {
  it.each<[Matcher, string, string, boolean]>([
    ['exact', 'Max-Age', ' Max-Age ', true],
    ['exact', 'Max-Age', 'max-age', false],
    ['exact', 'Max-Age', 'Max Age', false],
    ['exact', 'caf\u00e9', 'cafe\u0301', true],
    ['exact', '10', '10.0', false],
    ['ignore-case', 'HttpOnly', 'httponly', true],
    ['ignore-case', 'HttpOnly', 'http only', false],
    ['number', '400', '400', true],
    ['number', '400', '400.0', true],
    ['number', '400', '+400', true],
    ['number', '34560000', '34,560,000', true],
    ['number', '34560000', '34 560 000', true],
    ['number', '0.5', '0.50', true],
    ['number', '400', '4,00', false],
    ['number', '400', '400 days', false],
    ['number', '16', '0x10', false],
    ['number', '1000', '1e3', false],
    ['number', '0', '', false],
    ['number', '400', 'Infinity', false],
  ])('with %s, for %j: %j matches: %s', (matcher, accepted, given, expected) => {
    expect(matches(matcher, accepted, given)).toBe(expected)
  })

  it('is right when it is one of the accepted ones', () => {
    expect(grade(examples['fill-in'], { type: 'fill-in', text: 'max-age' }).verdict).toBe('right')
  })

  it('that is a near miss is wrong with a reason of its own, and is told what is accepted', () => {
    expect(grade(examples['fill-in'], { type: 'fill-in', text: 'Expires' })).toMatchObject({
      verdict: 'wrong',
      accepted: ['Max-Age', 'max-age'],
      parts: [{ state: 'wrong', whys: ['Why not Expires'] }],
    })
    expect(grade(examples['fill-in'], { type: 'fill-in', text: 'Domain' })).toMatchObject({ verdict: 'wrong', parts: [{ whys: [] }] })
  })
})

describe('an order', () => {
  it.each<[string[], Verdict]>([
    [['first', 'second', 'third', 'fourth'], 'right'],
    [['second', 'third', 'fourth', 'first'], 'partly'],
    [['first', 'third', 'second', 'fourth'], 'partly'],
    [['second', 'first', 'fourth', 'third'], 'wrong'],
    [['fourth', 'third', 'second', 'first'], 'wrong'],
    [['first', 'second', 'third'], 'wrong'],
  ])('%j is %s', (ids, verdict) => {
    expect(grade(examples.order, put(...ids)).verdict).toBe(verdict)
  })

  it('says where each item belongs', () => {
    const { parts } = grade(examples.order, put('first', 'third', 'second', 'fourth'))
    expect(parts.map(({ state, rightPlace }) => [state, rightPlace])).toEqual([
      ['right', 1],
      ['wrong', 2],
      ['wrong', 3],
      ['right', 4],
    ])
  })
})

describe('a match', () => {
  it.each<[Record<string, string>, Verdict]>([
    [{ one: 'one', two: 'two', three: 'three' }, 'right'],
    [{ one: 'one', two: 'two', three: 'stray' }, 'partly'],
    [{ one: 'one', two: 'two' }, 'partly'],
    [{ one: 'one', two: 'three', three: 'two' }, 'wrong'],
    [{ one: 'two', two: 'three', three: 'one' }, 'wrong'],
  ])('%j is %s', (rights, verdict) => {
    expect(grade(examples.match, join(rights)).verdict).toBe(verdict)
  })

  it('says what belongs to each line, and why the chosen decoy does not', () => {
    expect(grade(examples.match, join({ one: 'one', two: 'stray' })).parts).toEqual([
      { key: leftKey('q-match', 'one'), state: 'right', whys: ['Why one'], rightKey: partKey('q-match', 'one') },
      { key: leftKey('q-match', 'two'), state: 'wrong', whys: ['Why stray', 'Why two'], rightKey: partKey('q-match', 'two') },
      { key: leftKey('q-match', 'three'), state: 'missed', whys: ['Why three'], rightKey: partKey('q-match', 'three') },
    ])
  })
})

const key = fc.stringMatching(/^[0-9a-f]{12}$/)
const keys = fc.array(key, { minLength: 1, maxLength: 10 })
const strangeAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ type: fc.constantFrom('single' as const, 'predict' as const), choice: key }),
  keys.map((choices): Answer => ({ type: 'multiple', choices })),
  fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }).map((text): Answer => ({ type: 'fill-in', text })),
  keys.map((order): Answer => ({ type: 'order', order })),
  fc.array(fc.record({ left: key, right: key }), { minLength: 1 }).map((pairs): Answer => ({ type: 'match', pairs })),
)
/** An answer made of the question's own keys, in any number and order. */
const ownAnswer = (question: Parameters<typeof grade>[0]): fc.Arbitrary<Answer> => {
  const shown = toPublicQuestion(question)
  switch (shown.type) {
    case 'single':
      return fc.constantFrom(...shown.options).map((option): Answer => ({ type: 'single', choice: option.key }))
    case 'predict':
      return fc.constantFrom(...shown.options).map((option): Answer => ({ type: 'predict', choice: option.key }))
    case 'multiple':
      return fc.subarray(shown.options, { minLength: 1 }).map((list): Answer => ({ type: 'multiple', choices: list.map((option) => option.key) }))
    case 'cookies-sent':
      return fc
        .subarray(shown.options, { minLength: 1 })
        .map((list): Answer => ({ type: 'cookies-sent', seed: shown.seed, choices: list.map((option) => option.key) }))
    case 'set-cookie-verdict':
      return fc.constantFrom(...shown.options).map((option): Answer => ({ type: 'set-cookie-verdict', seed: shown.seed, choice: option.key }))
    case 'fill-in':
      return fc.string({ minLength: 1 }).map((text): Answer => ({ type: 'fill-in', text }))
    case 'order':
      return fc
        .shuffledSubarray(shown.items, { minLength: shown.items.length })
        .map((list): Answer => ({ type: 'order', order: list.map((item) => item.key) }))
    case 'match':
      return fc.shuffledSubarray(shown.rights, { minLength: shown.lefts.length, maxLength: shown.lefts.length }).map(
        (list): Answer => ({
          type: 'match',
          pairs: shown.lefts.map((left, index) => ({ left: left.key, right: list[index]?.key ?? '' })),
        }),
      )
  }
}
const asked = anyQuestion.chain((question) => fc.tuple(fc.constant(question), fc.oneof(ownAnswer(question), strangeAnswer)))

describe('any question', () => {
  it('gives every answer a verdict, with its explanation', () => {
    fc.assert(
      fc.property(asked, ([question, answer]) => {
        const graded = grade(question, answer)
        expect(['right', 'partly', 'wrong']).toContain(graded.verdict)
        expect(graded.explanation.endsWith(question.explanation)).toBe(true)
      }),
    )
  })

  it('calls the right answer right, and its shape is one that may be sent', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const answer = rightAnswer(question)
        expect(AnswerSchema.safeParse(answer).success).toBe(true)
        expect(grade(question, answer).verdict).toBe('right')
        expect(grade(question, answer).parts.every((part) => part.state === 'right')).toBe(true)
      }),
    )
  })

  it('calls nothing right but the right answer', () => {
    const comparable = (answer: Answer) => JSON.stringify('choices' in answer ? { ...answer, choices: answer.choices.toSorted() } : answer)
    fc.assert(
      fc.property(asked, ([question, answer]) => {
        fc.pre(question.type !== 'fill-in')
        const isRight = comparable(answer) === comparable(rightAnswer(question))
        expect(grade(question, answer).verdict === 'right').toBe(isRight)
      }),
      { numRuns: 300 },
    )
  })

  it('does not care in which order choices or pairs are named', () => {
    fc.assert(
      fc.property(asked, ([question, answer]) => {
        const reversed: Answer =
          answer.type === 'multiple'
            ? { ...answer, choices: answer.choices.toReversed() }
            : answer.type === 'match'
              ? { ...answer, pairs: [...new Map(answer.pairs.map((pair) => [pair.left, pair])).values()].toReversed() }
              : answer
        expect(grade(question, reversed).verdict).toBe(grade(question, answer).verdict)
      }),
    )
  })
})
