import { describe, expect, it } from 'vitest'
import { type RefusalCode, refusalOf, refusalWords } from './refusal-words.ts'

const CODES: RefusalCode[] = [
  'bad-request',
  'not-found',
  'too-large',
  'service-missing',
  'too-many',
  'busy',
  'disabled',
  'sandbox-unavailable',
  'runner-away',
  'database-away',
  'internal',
  'offline',
  'site-away',
]

describe('the words for a refusal', () => {
  it('differ for every code', () => {
    expect(new Set(CODES.map((code) => refusalWords({ code, message: 'x' }).title)).size).toBe(CODES.length)
  })

  it.each([
    ['names the field', { code: 'bad-request', message: 'expected a path', field: 'requests.0.url' }, 'expected a path (requests.0.url)'],
    [
      'names what is missing',
      { code: 'sandbox-unavailable', message: '', missing: ['bubblewrap', 'userns'] },
      'It lacks: bubblewrap, userns. Without that no code is run, so that nothing can get out.',
    ],
  ] as const)('%s', (_, refusal, detail) => {
    expect(refusalWords({ ...refusal, missing: 'missing' in refusal ? [...refusal.missing] : undefined }).detail).toBe(detail)
  })

  it('tells the operator what to do, and the learner what goes on without', () => {
    expect(refusalWords({ code: 'sandbox-unavailable', message: '', missing: ['bubblewrap'], fix: 'apt-get install bubblewrap' }).next).toContain(
      'apt-get install bubblewrap',
    )
    expect(refusalWords({ code: 'sandbox-unavailable', message: '' }).next).toContain('need no sandbox')
  })
})

describe('a refusal read from an answer', () => {
  it.each([
    ['whole', { error: { code: 'too-many', message: 'slow', retryAfterSeconds: 7 } }, { code: 'too-many', message: 'slow', retryAfterSeconds: 7 }],
    ['with an unknown code', { error: { code: 'odd', message: 'x' } }, { code: 'internal', message: 'The answer of the site could not be read.' }],
    ['of another shape', 'no', { code: 'internal', message: 'The answer of the site could not be read.' }],
    ['of nothing', null, { code: 'internal', message: 'The answer of the site could not be read.' }],
    [
      'with fields of other types',
      { error: { code: 'busy', message: 1, missing: [1, 'a'], fix: {} } },
      { code: 'busy', message: '', missing: ['a'] },
    ],
  ])('%s', (_, answer, expected) => expect(refusalOf(answer, 503)).toEqual(expected))

  it('is one of size when somebody in between says so', () => {
    expect(refusalOf(null, 413)).toMatchObject({ code: 'too-large', message: expect.stringMatching(/too large/) })
    expect(refusalOf({ error: { code: 'too-large', message: 'x' } }, 413).message).toBe('x')
  })
})
