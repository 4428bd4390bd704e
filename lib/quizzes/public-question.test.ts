import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyQuestion, examples, rightAnswer } from './example-questions.ts'
import { leftKey, partKey, publicQuestionOf, toPublicQuestion } from './public-question.ts'

describe('a question before it is answered', () => {
  it('holds opaque keys in the place of ids', () => {
    expect(toPublicQuestion(examples.single)).toEqual({
      id: 'q-single',
      type: 'single',
      prompt: 'Prompt of q-single',
      options: [
        { key: partKey('q-single', 'jar'), text: 'The jar' },
        { key: partKey('q-single', 'server'), text: 'The server' },
        { key: partKey('q-single', 'proxy'), text: 'The proxy' },
      ],
    })
  })

  it('keeps its keys for ever, so that kept answers stay readable', () => {
    expect(partKey('q-single', 'jar')).toBe('b112b1fde983')
  })

  it('is, when it is computed, the form that an answer names, and the author’s without one', () => {
    const question = examples['cookies-sent']
    expect(publicQuestionOf(question, { type: 'cookies-sent', seed: 99 })).toEqual(toPublicQuestion(question, 99))
    expect(toPublicQuestion(question, 99)).toMatchObject({ seed: 99 })
    for (const strange of [undefined, null, 'x', {}, { seed: -1 }, { seed: 1.5 }, { seed: '99' }, { seed: 2 ** 32 }])
      expect(publicQuestionOf(question, strange)).toEqual(toPublicQuestion(question))
  })

  it('states how a text is compared, and no text that is accepted', () => {
    const shown = toPublicQuestion(examples['fill-in'])
    expect(shown).toEqual({
      id: 'q-fill-in',
      type: 'fill-in',
      prompt: 'Prompt of q-fill-in',
      rule: 'Spelling and capital letters count; spaces around the answer do not.',
    })
  })

  it('never holds an explanation, a reason, an accepted text or a flag', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const shown = JSON.stringify(toPublicQuestion(question))
        expect(shown).not.toMatch(/EXPLANATION|WHY|ACCEPTED|NEAR/)
        expect(shown).not.toMatch(/"(right|why|answers|nearMisses|explanation|matcher|foretells|id)":(?!"q-)/)
      }),
    )
  })

  it('shows items of an order in another order than the right one, none lost', () => {
    fc.assert(
      fc.property(
        anyQuestion.filter((question) => question.type === 'order'),
        (question) => {
          const shown = toPublicQuestion(question)
          const right = rightAnswer(question)
          if (shown.type !== 'order' || right.type !== 'order') throw new Error('expected an order')
          const keys = shown.items.map((item) => item.key)
          expect(keys).not.toEqual(right.order)
          expect(keys.toSorted()).toEqual(right.order.toSorted())
        },
      ),
    )
  })

  it('shows right sides of a match in another order than the left sides, decoys among them, none lost', () => {
    fc.assert(
      fc.property(
        anyQuestion.filter((question) => question.type === 'match'),
        (question) => {
          const shown = toPublicQuestion(question)
          if (shown.type !== 'match' || question.type !== 'match') throw new Error('expected a match')
          const authored = [...question.pairs, ...question.decoys].map((part) => partKey(question.id, part.id))
          const keys = shown.rights.map((right) => right.key)
          expect(keys).not.toEqual(authored)
          expect(keys.toSorted()).toEqual(authored.toSorted())
          expect(shown.lefts.map((left) => left.key)).toEqual(question.pairs.map((pair) => leftKey(question.id, pair.id)))
          expect(shown.lefts.some((left) => keys.includes(left.key))).toBe(false)
        },
      ),
    )
  })

  it('turns the order by one when sorting the keys would have given the right one', () => {
    const items = ['a', 'b', 'c'].toSorted((a, b) => (partKey('q-turn', a) < partKey('q-turn', b) ? -1 : 1)).map((id) => ({ id, text: id }))
    const shown = toPublicQuestion({ id: 'q-turn', type: 'order', prompt: 'p', explanation: 'e', items })
    const [first, second, third] = items.map((item) => partKey('q-turn', item.id))
    expect(shown.type === 'order' && shown.items.map((item) => item.key)).toEqual([second, third, first])
  })
})
