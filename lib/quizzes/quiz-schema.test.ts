import { describe, expect, it } from 'vitest'
import { QuizSchema } from './quiz-schema.ts'

const common = { id: 'q-one', prompt: 'Which?', explanation: 'So.' }
const option = (id: string, right?: true) => ({ id, text: `Text ${id}`, why: `Why ${id}.`, ...(right ? { right } : {}) })
const output = (id: string, text: string, right?: true) => ({ id, output: text, why: `Why ${id}.`, ...(right ? { right } : {}) })
const item = (id: string, text = `Item ${id}`) => ({ id, text })
const pair = (id: string, left = `Left ${id}`, right = `Right ${id}`) => ({ id, left, right, why: `Why ${id}.` })

const single = { ...common, type: 'single', options: [option('a', true), option('b')] }
const multiple = { ...common, type: 'multiple', options: [option('a', true), option('b', true)] }
const predict = { ...common, type: 'predict', program: 'console.log(1)', options: [output('a', '1', true), output('b', '2')] }
const fillIn = {
  ...common,
  type: 'fill-in',
  answers: ['Max-Age'],
  matcher: 'ignore-case',
  nearMisses: [{ answer: 'Expires', why: 'It names a date.' }],
}
const order = { ...common, type: 'order', items: [item('a'), item('b'), item('c')] }
const match = { ...common, type: 'match', pairs: [pair('a'), pair('b')], decoys: [{ id: 'c', right: 'Right c', why: 'Belongs to none.' }] }

const cookiesSent = { ...common, type: 'cookies-sent', about: ['host', 'path'], difficulty: 'basic', seed: 7 }
const verdict = { ...common, type: 'set-cookie-verdict', about: ['prefix'], difficulty: 'advanced', seed: 0 }

const issuesOf = (...questions: unknown[]) => {
  const result = QuizSchema.safeParse({ questions })
  return result.success ? [] : result.error.issues.map(({ path, message }) => [path.slice(1).join('.'), message])
}

describe('a question', () => {
  it.each(Object.entries({ single, multiple, predict, fillIn, order, match, cookiesSent, verdict }))(
    'of type %s is taken as it is written',
    (_, question) => {
      expect(issuesOf(question)).toEqual([])
    },
  )

  it('may say that it foretells, and nothing else by that', () => {
    expect(issuesOf({ ...single, foretells: true })).toEqual([])
    expect(issuesOf({ ...single, foretells: false })).toHaveLength(1)
  })

  it.each([
    ['single with none right', { ...single, options: [option('a'), option('b')] }, '0.options', /exactly one option with right: true, found 0/],
    ['single with two right', { ...single, options: [option('a', true), option('b', true)] }, '0.options', /exactly one .* found 2/],
    ['single with one option', { ...single, options: [option('a', true)] }, '0.options', /at least two options/],
    ['single with an option id twice', { ...single, options: [option('a', true), option('a')] }, '0.options.1.id', /each id once; a/],
    [
      'single with two options that read the same',
      { ...single, options: [option('a', true), { ...option('b'), text: option('a').text }] },
      '0.options.1.text',
      /no other option/,
    ],
    [
      'multiple with two options that read the same',
      { ...multiple, options: [option('a', true), { ...option('b'), text: option('a').text }] },
      '0.options.1.text',
      /no other option/,
    ],
    ['single with an unexplained option', { ...single, options: [option('a', true), { id: 'b', text: 'x' }] }, '0.options.1.why', /string/],
    ['single with an empty explanation', { ...single, explanation: ' ' }, '0.explanation', /not empty/],
    ['multiple with none right', { ...multiple, options: [option('a'), option('b')] }, '0.options', /at least one option with right: true, found 0/],
    ['predict with two right', { ...predict, options: [output('a', '1', true), output('b', '2', true)] }, '0.options', /exactly one/],
    ['predict without a program', { ...predict, program: ' ' }, '0.program', /not empty/],
    [
      'predict with one output twice',
      { ...predict, options: [output('a', '1', true), output('b', '1\n')] },
      '0.options.1.output',
      /no other option has/,
    ],
    ['fill-in without an answer', { ...fillIn, answers: [] }, '0.answers', /at least one answer/],
    ['fill-in with an answer over two lines', { ...fillIn, answers: ['a\nb'] }, '0.answers.0', /one line/],
    [
      'fill-in with a near miss that is accepted',
      { ...fillIn, nearMisses: [{ answer: 'MAX-AGE', why: 'x' }] },
      '0.nearMisses.0.answer',
      /tells apart/,
    ],
    ['fill-in with a text for a number', { ...fillIn, matcher: 'number' }, '0.answers.0', /a number/],
    ['fill-in with an unknown matcher', { ...fillIn, matcher: 'regex' }, '0.matcher', /exact/],
    ['order with two items', { ...order, items: [item('a'), item('b')] }, '0.items', /three items/],
    ['order with an item twice', { ...order, items: [item('a'), item('b'), item('c', 'Item a')] }, '0.items.2.text', /no other item/],
    ['order with an id twice', { ...order, items: [item('a'), item('b'), item('a', 'Item c')] }, '0.items.2.id', /each id once/],
    ['match with one pair', { ...match, pairs: [pair('a')] }, '0.pairs', /two pairs/],
    [
      'match with a decoy that repeats a right side',
      { ...match, decoys: [{ id: 'c', right: 'Right a', why: 'x' }] },
      '0.decoys.0.right',
      /no other part/,
    ],
    ['match with a left side twice', { ...match, pairs: [pair('a'), pair('b', 'Left a')] }, '0.pairs.1.left', /no other pair/],
    ["match with a decoy of a pair's id", { ...match, decoys: [{ id: 'a', right: 'x', why: 'x' }] }, '0.decoys.0.id', /each id once/],
    ['cookies-sent about nothing', { ...cookiesSent, about: [] }, '0.about', /at least one topic/],
    ['cookies-sent about a topic twice', { ...cookiesSent, about: ['path', 'path'] }, '0.about', /each topic once/],
    ['cookies-sent about prefixes, which matter on storing', { ...cookiesSent, about: ['prefix'] }, '0.about.0', /host/],
    ['cookies-sent of an unknown difficulty', { ...cookiesSent, difficulty: 'hard' }, '0.difficulty', /basic/],
    ['cookies-sent without a seed', { ...cookiesSent, seed: undefined }, '0.seed', /./],
    ['set-cookie-verdict with a seed beyond 32 bits', { ...verdict, seed: 2 ** 32 }, '0.seed', /./],
    ['set-cookie-verdict with options of its own', { ...verdict, options: [] }, '0', /options/],
    ['an unknown type', { ...single, type: 'essay' }, '0.type', /./],
    ['a wrong id', { ...single, id: 'one' }, '0.id', /q-cookie-scope/],
    ['an unknown field', { ...single, points: 1 }, '0', /points/],
  ])('%s is refused where it is wrong', (_, question, path, message) => {
    const issues = issuesOf(question)
    expect(issues.map(([where]) => where)).toContain(path)
    expect(issues.find(([where]) => where === path)?.[1]).toMatch(message)
  })

  it('has an id that no other question of the quiz has', () => {
    expect(issuesOf(single, multiple)).toEqual([['1.id', 'expected each id once; q-one is there twice']])
  })
})
