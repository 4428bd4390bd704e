import { describe, expect, it } from 'vitest'
import { arrowTokens, isOfSite, type scriptTokens } from './arrow-token-rules.ts'
import { exampleExchange } from './example-events.ts'
import { exampleTimeline } from './example-lab.ts'
import { exchangeView } from './exchange-rules.ts'
import { reasonOf, reasonsIn } from './reason-rules.ts'
import { scriptOutcome } from './script-outcome-rules.ts'

const LOGIN = { id: 'login', type: 'submit', method: 'POST', url: 'https://shop.test/login', browser: 'alice' } as const
const VISIT = { id: 'visit', type: 'visit', url: 'https://shop.test/', browser: 'alice' } as const
const EVIL = { id: 'evil', type: 'visit', url: 'https://evil.test/', browser: 'alice' } as const
const FORGE = { ...LOGIN, id: 'forge', url: 'https://shop.test/transfer' }

const words = (tokens: ReturnType<typeof scriptTokens>) => tokens.map(({ name, look, reason }) => [name, look, reason?.code])

describe('the cookies on the arrows of a browser', () => {
  const { run } = exampleTimeline([VISIT, LOGIN, EVIL, FORGE])
  const tokens = run.exchanges.map(arrowTokens)
  it('are set and refused by its decisions', () => {
    expect(words(tokens[1]?.response ?? [])).toEqual([
      ['sid', 'set', 'stored'],
      ['__Host-x', 'refused', 'host-prefix'],
    ])
  })
  it('are carried in the order of the header', () => {
    expect(words(tokens[2]?.request ?? [])).toEqual([
      ['theme', 'sent', 'sent-same-site'],
      ['sid', 'sent', 'sent-same-site'],
    ])
  })
  it('are kept back with the reason and the smallest change', () => {
    const [theme, sid] = tokens[4]?.request ?? []
    expect([theme?.look, sid?.look, sid?.reason]).toEqual(['sent', 'withheld', { of: 'retrieve', code: 'same-site-lax-unsafe' }])
    expect(sid?.change).toMatch(/GET|SameSite=None/)
  })
  it('leave out those of other sites', () => expect(tokens[3]?.request).toEqual([]))

  it('are read from the headers where the decisions are missing', () => {
    const raw = exchangeView(
      exampleExchange('a', 'GET / HTTP/1.1\r\nCookie: a=1\r\n\r\n', 'HTTP/1.1 200 OK\r\nSet-Cookie: b=2; Max-Age=0\r\n\r\n', { browser: 'alice' }),
    )
    expect(arrowTokens(raw)).toMatchObject({ request: [{ name: 'a', look: 'sent' }], response: [{ name: 'b', look: 'cleared' }] })
  })

  it('are refused where the request went without credentials', () => {
    const fetch = { id: 'fetch', type: 'fetch', method: 'GET', url: 'https://shop.test/', browser: 'alice' } as const
    const foreign = exampleTimeline([EVIL, fetch]).run.exchanges[1]
    expect(foreign && words(arrowTokens(foreign).response)).toEqual([['theme', 'refused', 'set-cookie-ignored']])
    expect(foreign && scriptOutcome(foreign)).toMatchObject({ tone: 'bad' })
  })
})

it('a script is shown what is not HttpOnly, and hidden the rest', () => {
  const { rows } = exampleTimeline([VISIT, LOGIN, { id: 'read', type: 'read-cookies', browser: 'alice' }])
  const read = rows.at(-1)
  expect(read?.kind === 'inside' && words(read.tokens)).toEqual([
    ['theme', 'shown', 'sent-same-site'],
    ['sid', 'hidden', 'http-only'],
  ])
})

it.each([
  ['shop.test', 'shop.test', true],
  ['api.shop.test', 'shop.test', true],
  ['shop.test', 'evil.test', false],
])('a cookie of %s at %s is of the same site: %s', (domain, host, expected) => expect(isOfSite(domain, host)).toBe(expected))

describe('reasons', () => {
  it('are found for every token that is kept back, and for steps that could not be played', () => {
    const { run } = exampleTimeline([{ id: 'early', type: 'read-cookies', browser: 'alice' }, VISIT, LOGIN, EVIL, FORGE])
    expect(Object.keys(reasonsIn(run)).toSorted()).toEqual(['decision:no-page', 'retrieve:same-site-lax-unsafe', 'store:host-prefix'])
  })
  it('are sentences with their source', () => {
    expect(reasonOf({ of: 'retrieve', code: 'http-only' })).toEqual({
      sentence: 'It is HttpOnly, and a script is asking.',
      section: 'RFC 6265bis §5.8.3 step 3',
    })
    expect(reasonOf({ of: 'store', code: 'nobody-wrote-this' })).toBeNull()
  })
})
