import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILL_IN_CHARACTERS_MAX } from './answer-schema.ts'
import { checkAnswer } from './check-answer.ts'
import { anyQuestion, examples, rightAnswer } from './example-questions.ts'
import { leftKey, partKey, toPublicQuestion } from './public-question.ts'
import type { Question } from './quiz-schema.ts'

const check = (question: Question, answer: unknown) => checkAnswer(toPublicQuestion(question), answer)
const keys = (questionId: string, ...ids: string[]) => ids.map((id) => partKey(questionId, id))
const stranger = '0123456789ab'

describe('an answer', () => {
  it('that is right is always accepted', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        expect(check(question, rightAnswer(question))).toEqual({ ok: true, value: rightAnswer(question) })
      }),
    )
  })

  it('that is anything at all gets a result and never an exception, and faults name a field of the answer', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.oneof(fc.anything(), fc.record({ type: fc.constantFrom('single', 'order', 'match'), pairs: fc.anything() })),
        (question, given) => {
          const result = check(question, given)
          if (result.ok) return
          expect(result.faults.length).toBeGreaterThan(0)
          for (const fault of result.faults) {
            expect(fault.field).toMatch(/^answer(\.|$)/)
            expect(fault.message).toMatch(/^expected /)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each<[string, Question, unknown, string, RegExp]>([
    ['nothing', examples.single, undefined, 'answer', /expected/],
    ['a text', examples.single, 'jar', 'answer', /expected/],
    ['an unknown type', examples.single, { type: 'essay', text: 'x' }, 'answer.type', /one of single, multiple/],
    ['another type', examples.single, { type: 'fill-in', text: 'x' }, 'answer.type', /expected single/],
    ['no choice', examples.single, { type: 'single' }, 'answer.choice', /key of one of the choices/],
    ["an author's id", examples.single, { type: 'single', choice: 'jar' }, 'answer.choice', /12 hexadecimal digits/],
    ['a key of no choice', examples.single, { type: 'single', choice: stranger }, 'answer.choice', /key of a choice of this question/],
    ['a field too many', examples.single, { type: 'single', choice: stranger, right: true }, 'answer', /no other fields.*right/],
    ['no choices', examples.multiple, { type: 'multiple', choices: [] }, 'answer.choices', /one or more/],
    ['a choice twice', examples.multiple, { type: 'multiple', choices: keys('q-multiple', 'a', 'a') }, 'answer.choices.1', /at most once/],
    ['an empty text', examples['fill-in'], { type: 'fill-in', text: ' \n' }, 'answer.text', /1 to 200 characters/],
    ['a long text', examples['fill-in'], { type: 'fill-in', text: 'x'.repeat(FILL_IN_CHARACTERS_MAX + 1) }, 'answer.text', /1 to 200 characters/],
    ['a text with NUL', examples['fill-in'], { type: 'fill-in', text: '40\0' }, 'answer.text', /without the character NUL/],
    ['a text with half a character', examples['fill-in'], { type: 'fill-in', text: '40\ud83c' }, 'answer.text', /halves of characters/],
    ['a text that is a number', examples['fill-in'], { type: 'fill-in', text: 400 }, 'answer.text', /a text/],
    ['a short order', examples.order, { type: 'order', order: keys('q-order', 'first', 'third') }, 'answer.order', /all 4 items; 2 missing/],
    [
      'an order with a stranger',
      examples.order,
      { type: 'order', order: [...keys('q-order', 'first', 'second', 'third'), stranger] },
      'answer.order.3',
      /one item/,
    ],
    ['an order without end', examples.order, { type: 'order', order: Array(5000).fill(stranger) }, 'answer.order', /keys of all items/],
    [
      'a right side used twice',
      examples.match,
      { type: 'match', pairs: ['one', 'two'].map((id) => ({ left: leftKey('q-match', id), right: partKey('q-match', 'one') })) },
      'answer.pairs.1.right',
      /at most once/,
    ],
    [
      'a left side in the place of a right one',
      examples.match,
      { type: 'match', pairs: [{ left: leftKey('q-match', 'one'), right: leftKey('q-match', 'one') }] },
      'answer.pairs.0.right',
      /one choice/,
    ],
    [
      'about another form than the one that was asked',
      examples['cookies-sent'],
      { type: 'cookies-sent', seed: 2, choices: [stranger] },
      'answer.seed',
      /expected 1, the seed of this question/,
    ],
    ['without a seed', examples['set-cookie-verdict'], { type: 'set-cookie-verdict', choice: stranger }, 'answer.seed', /a whole number/],
    ['of a seed that is a text', examples['cookies-sent'], { type: 'cookies-sent', seed: '1', choices: [stranger] }, 'answer.seed', /a whole number/],
    ['pairs that are a map', examples.match, { type: 'match', pairs: { [stranger]: stranger } }, 'answer.pairs', /list of pairs/],
  ])('that is %s is refused and the field is named', (_, question, given, field, message) => {
    const result = check(question, given)
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.faults[0]?.field).toBe(field)
    expect(result.faults[0]?.message).toMatch(message)
  })

  it('to a match may leave lines open', () => {
    const answer = { type: 'match', pairs: [{ left: leftKey('q-match', 'two'), right: partKey('q-match', 'stray') }] }
    expect(check(examples.match, answer)).toEqual({ ok: true, value: answer })
  })
})
