import { RequestStepSchema } from '@crumbtrail/runner/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRequestDraft, type RequestDraft, urlOf } from './draft-field-rules.ts'
import { COMMON_METHODS, freeId, playableDrafts, requestOf } from './request-draft-rules.ts'

const hosts = ['shop.test', 'api.shop.test']
const draft = (over: Partial<RequestDraft> = {}): RequestDraft => ({
  id: 'own-1',
  method: 'GET',
  url: '/me',
  headers: '',
  body: '',
  cookiesFrom: '',
  ...over,
})
const read = (over: Partial<RequestDraft>) => requestOf(draft(over), { hosts, earlierIds: ['login'] })

describe('a request as typed', () => {
  it('becomes the request that is played', () => {
    expect(read({ method: 'POST', headers: 'Content-Type: application/json\n\n X-Two:  a:b ', body: '{}', cookiesFrom: 'login' })).toEqual({
      request: {
        id: 'own-1',
        type: 'request',
        method: 'POST',
        url: 'http://shop.test/me',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Two', 'a:b'],
        ],
        body: '{}',
        cookiesFrom: 'login',
      },
    })
  })

  it.each<[Partial<RequestDraft>, string, RegExp]>([
    [{ method: '' }, 'method', /HTTP method/],
    [{ method: 'GET /' }, 'method', /HTTP method/],
    [{ url: '' }, 'url', /path such as/],
    [{ url: 'http://elsewhere.test/' }, 'url', /shop\.test or api\.shop\.test/],
    [{ url: 'javascript:alert(1)' }, 'url', /path such as/],
    [{ headers: 'Accept: a\nnonsense' }, 'headers', /Line 2/],
    [{ headers: 'bad name: a' }, 'headers', /Line 1/],
    [{ headers: 'A: a\0b' }, 'headers', /none of them NUL/],
    [{ url: `/${'a'.repeat(2048)}` }, 'url', /path such as/],
    [{ headers: 'A: b\n'.repeat(51) }, 'headers', /at most 50/],
    [{ body: 'é'.repeat(8193) }, 'body', /16 KiB/],
    [{ cookiesFrom: 'nowhere' }, 'cookiesFrom', /earlier request/],
  ])('%j is refused by its field', (over, field, message) => {
    const answer = read(over)
    expect('mistakes' in answer && answer.mistakes).toEqual([{ field, message: expect.stringMatching(message) }])
  })

  it('tells all mistakes at once', () => {
    const answer = read({ method: '', url: '', headers: 'x' })
    expect('mistakes' in answer && answer.mistakes.map(({ field }) => field)).toEqual(['method', 'url', 'headers'])
  })

  it('is never accepted here and refused by the contract', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.webPath(),
      fc.constantFrom('/ü', '/a b', 'shop.test/x#y', 'https://shop.test?q=é', 'A: b\r\nC: d', 'A: \0'),
    )
    fc.assert(
      fc.property(text, text, text, fc.constantFrom<string>(...COMMON_METHODS, 'x y'), (url, headers, body, method) => {
        const answer = read({ url, headers, body, method })
        if ('request' in answer) RequestStepSchema.parse(answer.request)
      }),
      { numRuns: 500 },
    )
  })
})

describe('an address as typed', () => {
  it.each([
    ['/me', 'http://shop.test/me'],
    ['/me?a=b c', 'http://shop.test/me?a=b%20c'],
    ['https://shop.test/x#part', 'https://shop.test/x'],
    ['api.shop.test/v1', 'http://api.shop.test/v1'],
    ['SHOP.test', 'http://shop.test/'],
    ['ftp://shop.test/', null],
    ['//elsewhere.test/', 'http://shop.test//elsewhere.test/'],
    ['me', null],
    ['http://user:word@shop.test/', 'http://shop.test/'],
  ])('%s is %s', (typed, expected) => expect(urlOf(typed, hosts)).toBe(expected))
})

describe('the drafts of a lab', () => {
  const lab = { hosts, stepIds: ['login', 'me'] }
  it('may build on each other in order', () => {
    const played = playableDrafts([draft({ cookiesFrom: 'login' }), draft({ id: 'own-2', cookiesFrom: 'own-1' })], lab)
    expect(played.map(({ request }) => [request.id, 'cookiesFrom' in request ? request.cookiesFrom : undefined])).toEqual([
      ['own-1', 'login'],
      ['own-2', 'own-1'],
    ])
  })

  it.each<[string, RequestDraft[], [string, string | undefined][]]>([
    ['go without the cookies of a request that is gone', [draft({ cookiesFrom: 'gone' })], [['own-1', undefined]]],
    [
      'are left out when their host is gone',
      [draft({ url: 'http://gone.test/' }), draft({ id: 'own-2', cookiesFrom: 'own-1' })],
      [['own-2', undefined]],
    ],
    ['are left out when the lab took their name', [draft({ id: 'me' })], []],
  ])('%s', (_, drafts, expected) =>
    expect(playableDrafts(drafts, lab).map(({ request }) => [request.id, 'cookiesFrom' in request ? request.cookiesFrom : undefined])).toEqual(
      expected,
    ),
  )

  it('get names that are free', () => {
    expect(freeId([])).toBe('own-1')
    expect(freeId(['own-1', 'own-3', 'login'])).toBe('own-2')
  })

  it.each([
    [draft(), true],
    [{ ...draft(), body: 1 }, false],
    [null, false],
    ['draft', false],
  ])('%j has the form of a draft: %s', (value, expected) => expect(isRequestDraft(value)).toBe(expected))
})
