import { describe, expect, it } from 'vitest'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { isSameAnswer, orderOf } from './early-answer.ts'

describe('the order that places given one by one mean', () => {
  it.each([
    ['one item was moved to the front', { a: 1, b: 2, c: 1 }, 'c a b'],
    ['one item was moved to the end', { a: 3, b: 2, c: 3 }, 'b c a'],
    ['each has a place of its own', { a: 2, b: 3, c: 1 }, 'c a b'],
    ['two were moved to one place: the first is there', { a: 3, b: 3, c: 3 }, 'b c a'],
    ['nothing was moved', { a: 1, b: 2, c: 3 }, 'a b c'],
    ['a place that is none', { a: 9, b: 2, c: 3 }, 'a b c'],
  ])('%s', (_, places, expected) => {
    expect(orderOf(Object.entries(places).map(([key, place]) => ({ key, place }))).join(' ')).toBe(expected)
  })
})

describe('the same answer', () => {
  const pair = (left: string, right: string) => ({ left, right })
  it.each([
    [{ type: 'single', choice: 'a' }, { type: 'single', choice: 'a' }, true],
    [{ type: 'single', choice: 'a' }, { type: 'predict', choice: 'a' }, false],
    [{ type: 'order', order: ['a', 'b'] }, { type: 'order', order: ['b', 'a'] }, false],
    [{ type: 'match', pairs: [pair('a', 'x'), pair('b', 'y')] }, { type: 'match', pairs: [pair('b', 'y'), pair('a', 'x')] }, true],
    [{ type: 'match', pairs: [pair('a', 'x')] }, { type: 'match', pairs: [pair('a', 'y')] }, false],
    [{ type: 'fill-in', text: '1' }, undefined, false],
  ] as const)('%j and %j: %s', (one, other, expected) => {
    expect(isSameAnswer(structuredClone(one) as Answer, structuredClone(other) as Answer | undefined)).toBe(expected)
  })
})
