import { ExchangeEventSchema, ExchangeFailureSchema } from '@crumbtrail/runner/contract'
import { describe, expect, it } from 'vitest'
import { exampleExchange } from './example-events.ts'
import { bodyGist, cookiesOf, exchangeView, failureWords, pathOf, redirectTarget, statusTone } from './exchange-rules.ts'

const login = exampleExchange(
  'login',
  'POST /login HTTP/1.1\r\nHost: shop.test\r\nCookie: sid=old\r\n\r\nname=alice',
  'HTTP/1.1 302 Found\r\nLocation: /account\r\nSet-Cookie: sid=new; HttpOnly\r\n\r\nFound. Redirecting to /account',
)
const answering = (body: string, head = '') => exchangeView(exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', `HTTP/1.1 200 OK\r\n${head}\r\n${body}`))

describe('an exchange of the stream', () => {
  it('follows the contract in these tests', () => expect(ExchangeEventSchema.parse(login)).toEqual(login))

  it('becomes readable', () => {
    const view = exchangeView(login)
    expect(view).toMatchObject({ stepId: 'login', method: 'POST', url: 'http://shop.test/login', failure: null, partial: null })
    expect(view.request).toMatchObject({ head: 'POST /login HTTP/1.1\nHost: shop.test\nCookie: sid=old', body: 'name=alice' })
    expect(view.response).toMatchObject({ status: 302, reason: 'Found', body: 'Found. Redirecting to /account' })
    expect(redirectTarget(view)).toBe('/account')
    expect(cookiesOf(view)).toMatchObject({ sent: [{ name: 'sid', value: 'old' }], set: [{ name: 'sid', value: 'new' }] })
  })

  it('keeps what arrived when it was no response', () => {
    const raw = Buffer.from('SSH-2.0-x').toString('base64')
    const view = exchangeView(exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', null, { failure: 'not-http', partial: { raw, bytes: 9, cut: false } }))
    expect(view).toMatchObject({ response: null, failure: 'not-http', partial: { head: 'SSH-2.0-x', bodyKind: 'empty' } })
    expect(cookiesOf(view)).toEqual({ sent: [], set: [] })
    expect(redirectTarget(view)).toBeNull()
    expect(bodyGist(view)).toBeNull()
  })
})

describe('what an arrow says', () => {
  it.each([
    ['http://shop.test/me?a=1', '/me?a=1'],
    ['https://shop.test', '/'],
    ['http://shop.test:3000/', '/'],
    ['http://shop.test?a', '?a'],
  ])('of %s is %s', (url, path) => expect(pathOf(url)).toBe(path))

  it.each([
    ['the first line of a text', answering('Hello Alice\nand more'), 'Hello Alice'],
    ['more than a bracket of JSON', answering('{\n  "user": "alice"\n}'), '{ "user": "alice" }'],
    ['nothing of markup', answering('<!doctype html>'), null],
    ['nothing of an empty body', answering(''), null],
    ['nothing of bytes', answering('\0\0\0'), null],
    ['the beginning of a long line', answering('x'.repeat(40)), `${'x'.repeat(31)}…`],
  ])('%s', (_, view, gist) => expect(bodyGist(view)).toBe(gist))

  it.each([
    [200, 'good'],
    [204, 'good'],
    [302, 'moved'],
    [401, 'bad'],
    [500, 'bad'],
  ])('%i is %s', (status, tone) => expect(statusTone(status)).toBe(tone))

  it('has a sentence for every failure', () => {
    const sentences = ExchangeFailureSchema.options.map(failureWords)
    expect(new Set(sentences).size).toBe(ExchangeFailureSchema.options.length)
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/)
  })
})
