import { describe, expect, it } from 'vitest'
import { cookiesSent, cookiesSet, shortValue } from './cookie-token-rules.ts'
import type { Header } from './message-rules.ts'

const set = (value: string, date = 'Sat, 21 Nov 2026 12:00:00 GMT') =>
  cookiesSet([
    ['Date', date],
    ['Set-Cookie', value],
  ])[0]

describe('cookies of a request', () => {
  it.each<[string, Header[], [string, string][]]>([
    ['none without the header', [['Host', 'shop.test']], []],
    [
      'all pairs in order',
      [['Cookie', 'a=1; b=2']],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'those of repeated headers, in any case',
      [
        ['cookie', 'a=1'],
        ['COOKIE', 'b=2'],
      ],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a value with an equals sign whole', [['Cookie', 'a=b=c']], [['a', 'b=c']]],
    ['a pair without name', [['Cookie', 'lonely']], [['', 'lonely']]],
    ['nothing between semicolons', [['Cookie', ';; a=1 ;']], [['a', '1']]],
  ])('%s', (_, headers, expected) => expect(cookiesSent(headers).map(({ name, value }) => [name, value])).toEqual(expected))
})

describe('cookies of a response', () => {
  it('have name, value and attributes as written', () => {
    expect(set('sid = s%3Aabc.def ; Path=/; HttpOnly ; SameSite=Lax;')).toEqual({
      name: 'sid',
      value: 's%3Aabc.def',
      attributes: [
        ['Path', '/'],
        ['HttpOnly', null],
        ['SameSite', 'Lax'],
      ],
      cleared: false,
    })
  })

  it('are one for each header', () => {
    expect(
      cookiesSet([
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'a=2'],
      ]).map(({ value }) => value),
    ).toEqual(['1', '2'])
  })

  it.each([
    ['a=; Max-Age=0', true],
    ['a=; Max-Age=-5', true],
    ['a=1; Max-Age=60', false],
    ['a=1; max-age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', false],
    ['a=1; Max-Age=0; Max-Age=60', false],
    ['a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', true],
    ['a=; Expires=Thu, 01-Jan-1970 00:00:00 GMT', true],
    ['a=; Expires=Sat, 21 Nov 2026 11:59:59 GMT', true],
    ['a=; Expires=Sat, 21 Nov 2026 12:00:01 GMT', false],
    ['a=; Expires=date#1', false],
    ['a=; Max-Age=soon', false],
    ['a=', false],
  ])('%s clears: %s', (value, cleared) => expect(set(value)?.cleared).toBe(cleared))

  it('clears without a readable Date only by a date that was always past', () => {
    expect(set('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'date#1')?.cleared).toBe(true)
    expect(set('a=; Expires=Sat, 21 Nov 2020 11:59:59 GMT', 'date#1')?.cleared).toBe(false)
  })
})

describe('a value on a token', () => {
  it.each([
    ['7f3a', '7f3a'],
    ['twelve chars', 'twelve chars'],
    ['eyJhbGciOiJIUzI1NiJ9.e30.sig', 'eyJhb….sig'],
  ])('%s is %s', (value, expected) => expect(shortValue(value)).toBe(expected))
})
