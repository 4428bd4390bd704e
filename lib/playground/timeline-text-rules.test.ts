import { describe, expect, it } from 'vitest'
import { EXAMPLE_LANES, exampleTimeline } from './example-lab.ts'
import { keyChanges, keysSummary, lifeWords } from './key-words.ts'
import { reasonOf } from './reason-rules.ts'
import { timelineLines, timelineText } from './timeline-text-rules.ts'

describe('the timeline in words', () => {
  const { rows } = exampleTimeline([
    { id: 'login', type: 'visit', url: 'https://shop.test/login', browser: 'alice' },
    { id: 'evil', type: 'visit', url: 'https://evil.test/', browser: 'alice' },
    { id: 'forge', type: 'submit', method: 'POST', url: 'https://shop.test/transfer', browser: 'alice' },
    { id: 'read', type: 'read-cookies', browser: 'alice' },
    { id: 'lost', type: 'visit', url: 'https://nowhere.test/', browser: 'alice' },
    { id: 'wait', type: 'wait', seconds: 60 },
  ])
  const lines = timelineLines(rows, EXAMPLE_LANES, reasonOf)

  it('says who, what, the answer, and each cookie with the reason when it was kept back', () => {
    expect(lines.find(({ key }) => key === 'forge')).toEqual({
      key: 'forge',
      who: 'alice → shop.test',
      what: 'POST https://shop.test/transfer (form)',
      answer: '200 “Hello”',
      cookies: ['sid=abc kept back: It is SameSite=Lax: from another site it goes only with safe methods such as GET.'],
      note: null,
    })
  })

  it('is text to copy, a row a line', () => {
    expect(timelineText(lines.slice(0, 2))).toBe(
      [
        'alice → shop.test: GET https://shop.test/login => 302 → /account',
        '    sid=abc set',
        '    __Host-x=1 refused: A name that begins with __Host- promises Secure, Path=/ and no Domain.',
        'alice → shop.test: GET https://shop.test/account (redirected) => 200 “Hello”',
        '    sid=abc sent',
      ].join('\n'),
    )
    expect(timelineText(lines)).toContain('alice → nowhere.test: GET https://nowhere.test/ => ')
    expect(timelineText(lines)).toContain('\n1 minute later')
  })
})

describe('the keys of a service', () => {
  const key = (name: string, over = {}) => ({ database: 0, key: name, kind: 'string', remainingMs: null, value: 'a', ...over })
  const listing = (keys: ReturnType<typeof key>[], over = {}) => ({ service: 'redis', keys, total: keys.length, failure: null, ...over })
  it.each([
    [listing([]), null, 'redis holds no keys'],
    [listing([key('a')]), null, 'redis holds 1 key, 1 new'],
    [listing([key('a', { value: 'b' }), key('b')]), listing([key('a'), key('c')]), 'redis holds 2 keys, 1 new, 1 changed, 1 gone'],
    [listing([key('a', { remainingMs: 5 })]), listing([key('a')]), 'redis holds 1 key'],
    [listing([key('a')], { total: 200 }), listing([key('a'), key('b')]), 'redis holds 200 keys'],
    [listing([], { failure: 'unreachable' as const }), listing([key('a')]), 'redis did not answer'],
    [listing([], { failure: 'refused' as const }), null, 'redis would not tell its keys'],
  ])('are told in one line', (now, before, words) => expect(keysSummary(now, before)).toBe(words))
  it('are told apart by database', () => {
    expect(keyChanges(listing([key('a', { database: 1 })]), listing([key('a')]))).toMatchObject({
      keys: [{ change: 'new' }],
      gone: [{ key: 'a', database: 0 }],
    })
  })
  it.each([
    [null, 'for ever'],
    [1_800_000, '30 minutes'],
  ])('live %j: %s', (remainingMs, words) => expect(lifeWords({ remainingMs })).toBe(words))
})
