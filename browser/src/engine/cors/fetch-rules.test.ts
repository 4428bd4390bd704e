import { describe, expect, test } from 'vitest'
import type { Header } from '../headers/header-list.ts'
import { checkCors, readableHeaders } from './cors-check.ts'
import { findPermission, judgePermission, type PreflightSubject, readPermission, rememberPermission } from './preflight-cache.ts'
import { isForbiddenHeader, isForbiddenMethod, isNoCorsSafelisted, isSafelistedHeader, normalizeMethod, unsafeHeaderNames } from './request-rules.ts'

describe('Fetch §2.2.1, methods', () => {
  test.each([
    ['get', 'GET'],
    ['Post', 'POST'],
    ['delete', 'DELETE'],
    ['put', 'PUT'],
    ['patch', 'patch'],
    ['PATCH', 'PATCH'],
    ['chicken', 'chicken'],
  ])('%s is normalised to %s', (method, normal) => expect(normalizeMethod(method)).toBe(normal))

  test.each(['CONNECT', 'trace', 'Track'])('%s is forbidden', (method) => expect(isForbiddenMethod(method)).toBe(true))
  test('DELETE is not forbidden', () => expect(isForbiddenMethod('DELETE')).toBe(false))
})

describe('Fetch §2.2.2, forbidden request-header', () => {
  test.each([
    ['Cookie', 'a=1', true],
    ['cookie2', '', true],
    ['HOST', 'x', true],
    ['Origin', 'x', true],
    ['Referer', 'x', true],
    ['Sec-Fetch-Site', 'none', true],
    ['sec-', '', true],
    ['Proxy-Authorization', 'x', true],
    ['X-HTTP-Method-Override', 'TRACE', true],
    ['X-HTTP-Method-Override', 'put, track', true],
    ['X-HTTP-Method-Override', 'PUT', false],
    ['Authorization', 'x', false],
    ['X-Csrf-Token', 'x', false],
    ['User-Agent', 'x', false],
  ])('%s: %s → %s', (name, value, forbidden) => expect(isForbiddenHeader(name, value)).toBe(forbidden))
})

describe('Fetch §2.2.2, CORS-safelisted request-header', () => {
  test.each([
    ['Accept', 'application/json', true],
    ['Accept', 'text/html"', false],
    ['Accept', 'a(b)', false],
    ['Accept', 'a\tb', true],
    ['Accept', 'a\x01', false],
    ['Accept-Language', 'en-US,en;q=0.9', true],
    ['Accept-Language', 'en_US', false],
    ['Content-Language', 'de', true],
    ['Content-Type', 'text/plain', true],
    ['content-type', 'TEXT/PLAIN; charset=UTF-8', true],
    ['Content-Type', 'application/x-www-form-urlencoded', true],
    ['Content-Type', 'multipart/form-data; boundary=x', true],
    ['Content-Type', 'application/json', false],
    ['Content-Type', 'text/plain, application/json', false],
    ['Content-Type', 'text/plain; a="b"', false],
    ['Content-Type', '', false],
    ['Range', 'bytes=0-499', true],
    ['Range', 'bytes=500-', true],
    ['Range', 'bytes=-500', false],
    ['Range', 'bytes=5-1', false],
    ['DPR', '2.5', true],
    ['DPR', '2.', false],
    ['Width', '320', true],
    ['Viewport-Width', '1.5', false],
    ['Save-Data', 'On', true],
    ['Save-Data', '1', false],
    ['RTT', 'any', true],
    ['Authorization', 'Bearer x', false],
    ['X-Requested-With', 'fetch', false],
    ['Accept', 'a'.repeat(128), true],
    ['Accept', 'a'.repeat(129), false],
  ])('%s: %s → %s', (name, value, safe) => expect(isSafelistedHeader(name, value)).toBe(safe))

  test('names that need a preflight are in small letters, sorted, and once each', () => {
    expect(
      unsafeHeaderNames([
        ['X-B', '1'],
        ['Accept', '*/*'],
        ['x-b', '2'],
        ['Authorization', 'z'],
      ]),
    ).toEqual(['authorization', 'x-b'])
  })

  test('more than 1,024 bytes of safe values make all of them unsafe', () => {
    const some: Header[] = Array.from({ length: 8 }, () => ['Accept', 'a'.repeat(128)])
    expect(unsafeHeaderNames(some)).toEqual([])
    expect(unsafeHeaderNames([...some, ['Content-Language', 'de']])).toEqual(['accept', 'content-language'])
  })

  test('in no-cors mode only four headers pass', () => {
    expect(isNoCorsSafelisted('Accept', '*/*')).toBe(true)
    expect(isNoCorsSafelisted('Range', 'bytes=0-1')).toBe(false)
    expect(isNoCorsSafelisted('Content-Type', 'application/json')).toBe(false)
  })
})

const SHOP = 'https://shop.test'
const allow = (origin: string, credentials?: string): Header[] => [
  ['Access-Control-Allow-Origin', origin],
  ...(credentials === undefined ? [] : ([['Access-Control-Allow-Credentials', credentials]] as const)),
]

describe('Fetch §4.10, CORS check', () => {
  test.each([
    ['omit', [], 'cors-origin-missing'],
    ['omit', allow('*'), 'cors-allowed'],
    ['same-origin', allow('*'), 'cors-allowed'],
    ['include', allow('*'), 'cors-wildcard-with-credentials'],
    ['include', allow('*', 'true'), 'cors-wildcard-with-credentials'],
    ['include', allow(SHOP, 'true'), 'cors-allowed'],
    ['include', allow(SHOP), 'cors-credentials-not-allowed'],
    ['include', allow(SHOP, 'TRUE'), 'cors-credentials-not-allowed'],
    ['include', allow(SHOP, ' true '), 'cors-allowed'],
    ['omit', allow(SHOP, 'no'), 'cors-allowed'],
    ['omit', allow(`${SHOP}/`), 'cors-origin-mismatch'],
    ['omit', allow('HTTPS://shop.test'), 'cors-origin-mismatch'],
    ['omit', allow('http://shop.test'), 'cors-origin-mismatch'],
    ['omit', allow('null'), 'cors-origin-mismatch'],
    ['omit', allow(''), 'cors-origin-mismatch'],
    ['omit', allow(`${SHOP}, https://other.test`), 'cors-origin-several'],
    ['omit', [...allow(SHOP), ...allow(SHOP)], 'cors-origin-several'],
    ['omit', [...allow('*'), ...allow(SHOP)], 'cors-origin-several'],
  ] as const)('%s with %j: %s', (credentials, headers, code) => expect(checkCors(SHOP, credentials, headers).code).toBe(code))

  test('what is there already is not asked for again', () => {
    expect(checkCors(SHOP, 'include', allow('https://other.test', 'true')).change).toBe(
      `The response would need Access-Control-Allow-Origin: ${SHOP}.`,
    )
    expect(checkCors(SHOP, 'include', allow('https://other.test')).change).toContain('Access-Control-Allow-Credentials: true')
    expect(checkCors(SHOP, 'omit', []).change).toBe(`The response would need Access-Control-Allow-Origin: ${SHOP}.`)
  })

  test('a tainted request may be let in by null', () => expect(checkCors('null', 'omit', allow('null')).allowed).toBe(true))

  test.each(['omit', 'include'] as const)('the change that a refusal names flips it (%s)', (credentials) => {
    for (const headers of [[], allow('*'), allow('https://other.test'), allow(SHOP), allow(`${SHOP} x`)] as Header[][]) {
      const verdict = checkCors(SHOP, credentials, headers)
      if (verdict.allowed) continue
      const named = [...(verdict.change?.matchAll(/(Access-Control-Allow-\w+): ([^ ]+?)[.,]?(?= |$)/g) ?? [])].map(
        ([, name = '', value = '']) => [name, value] as const,
      )
      const rest = headers.filter(([name]) => !named.some(([added]) => added === name))
      expect(checkCors(SHOP, credentials, [...rest, ...named])).toMatchObject({ allowed: true })
    }
  })
})

describe('Fetch §2.2.6, what a script sees of a response', () => {
  const headers: Header[] = [
    ['Content-Type', 'text/plain'],
    ['Set-Cookie', 'a=1'],
    ['X-Total', '3'],
    ['X-Other', '4'],
  ]
  const exposing = (value: string): Header[] => [...headers, ['Access-Control-Expose-Headers', value]]
  const names = (list: readonly Header[]) => list.map(([name]) => name)

  test('basic: everything but Set-Cookie', () =>
    expect(names(readableHeaders(headers, 'basic', 'include'))).toEqual(['Content-Type', 'X-Total', 'X-Other']))
  test('cors: the safe ones', () => expect(names(readableHeaders(headers, 'cors', 'omit'))).toEqual(['Content-Type']))
  test('cors: and those that are exposed by name', () =>
    expect(names(readableHeaders(exposing('x-total, set-cookie'), 'cors', 'omit'))).toEqual(['Content-Type', 'X-Total']))
  test('cors: * exposes all, but not with credentials', () => {
    expect(names(readableHeaders(exposing('*'), 'cors', 'omit'))).toContain('X-Other')
    expect(names(readableHeaders(exposing('*'), 'cors', 'include'))).toEqual(['Content-Type'])
  })
  test('cors: a list with something that is no name exposes nothing', () =>
    expect(names(readableHeaders(exposing('x-total, (, x-other'), 'cors', 'omit'))).toEqual(['Content-Type']))
  test('opaque: nothing', () => expect(readableHeaders(exposing('*'), 'opaque', 'omit')).toEqual([]))
})

const SUBJECT: PreflightSubject = {
  topLevelSite: SHOP,
  origin: SHOP,
  url: 'https://api.test/x#y',
  credentials: 'omit',
  method: 'PUT',
  headers: [['X-A', '1']],
}
const permits = (methods: string, headers: string, age?: string): Header[] => [
  ['Access-Control-Allow-Methods', methods],
  ['Access-Control-Allow-Headers', headers],
  ...(age === undefined ? [] : ([['Access-Control-Max-Age', age]] as const)),
]

function judge(subject: PreflightSubject, headers: Header[]): string {
  const reading = readPermission(subject, headers, 0)
  if (!reading.ok) return 'malformed'
  const verdict = judgePermission(reading.permission, subject)
  return verdict.allowed ? 'granted' : verdict.code
}

describe('Fetch §4.8, CORS-preflight fetch', () => {
  const included = { ...SUBJECT, credentials: 'include' } as const
  const authorized: PreflightSubject = { ...SUBJECT, headers: [['Authorization', 'x']] }
  test.each([
    ['method and header by name', SUBJECT, permits('PUT', 'x-a'), 'granted'],
    ['header names in any letters', SUBJECT, permits('PUT', 'X-A'), 'granted'],
    ['methods in these letters only', SUBJECT, permits('put', 'x-a'), 'preflight-method-refused'],
    ['no method', SUBJECT, permits('', 'x-a'), 'preflight-method-refused'],
    ['safelisted methods need no mention', { ...SUBJECT, method: 'POST' }, permits('', 'x-a'), 'granted'],
    ['a header missing', SUBJECT, permits('PUT', 'x-b'), 'preflight-header-refused'],
    ['* for both', SUBJECT, permits('*', '*'), 'granted'],
    ['* with credentials is a name: method', included, permits('*', 'x-a'), 'preflight-method-refused'],
    ['* with credentials is a name: header', included, permits('PUT', '*'), 'preflight-header-refused'],
    ['* covers Authorization, as Chromium has it', authorized, permits('PUT', '*'), 'granted'],
    ['but not with credentials', { ...authorized, credentials: 'include' }, permits('PUT', '*'), 'preflight-header-refused'],
    ['Authorization by name', authorized, permits('PUT', '*, authorization'), 'granted'],
    ['a list that is none', SUBJECT, permits('PUT POST', 'x-a'), 'malformed'],
    ['empty items do not matter', SUBJECT, permits(',PUT,,', ' ,x-a'), 'granted'],
  ] as const)('%s', (_name, subject, headers, outcome) => expect(judge(subject, headers)).toBe(outcome))
})

describe('Fetch §4.9, CORS-preflight cache', () => {
  const stored = (age?: string) => {
    const reading = readPermission(SUBJECT, permits('PUT', 'x-a', age), 1000)
    if (!reading.ok) throw new Error(reading.header)
    return reading.permission
  }
  test.each([
    [undefined, 5],
    ['600', 600],
    ['7200', 7200],
    ['86400', 7200],
    ['0', 0],
    ['-1', 0],
    ['soon', 5],
    ['1.5', 5],
    ['', 5],
  ])('Access-Control-Max-Age %s is kept for %i s', (age, seconds) => expect(stored(age).expiresAt).toBe(1000 + seconds * 1000))

  test.each([
    ['the same again', SUBJECT, 1000, true],
    ['another fragment, for Chromium', { ...SUBJECT, url: 'https://api.test/x' }, 1000, false],
    ['just before it runs out', SUBJECT, 10_999, true],
    ['when it has run out', SUBJECT, 11_000, false],
    ['another URL', { ...SUBJECT, url: 'https://api.test/z' }, 1000, false],
    ['another query', { ...SUBJECT, url: 'https://api.test/x?1' }, 1000, false],
    ['another origin', { ...SUBJECT, origin: 'https://evil.test' }, 1000, false],
    ['under another page', { ...SUBJECT, topLevelSite: 'https://evil.test' }, 1000, false],
    ['another method', { ...SUBJECT, method: 'DELETE' }, 1000, false],
    ['a header more', { ...SUBJECT, headers: [...SUBJECT.headers, ['X-B', '1']] }, 1000, false],
    ['with credentials now', { ...SUBJECT, credentials: 'include' }, 1000, false],
  ] as [string, PreflightSubject, number, boolean][])('%s: found %s', (_name, subject, now, found) => {
    const permissions = rememberPermission([], stored('10'), 1000)
    expect(findPermission(permissions, subject, now) !== null).toBe(found)
  })

  test.each([
    ['If-None-Match', false],
    ['if-range', false],
    ['X-Other', true],
  ])('a request with %s may use what is remembered: %s', (name, found) => {
    const subject: PreflightSubject = { ...SUBJECT, headers: [[name, '1']] }
    const reading = readPermission(subject, permits('PUT', name, '10'), 1000)
    if (!reading.ok) throw new Error(reading.header)
    expect(findPermission([reading.permission], subject, 1000) !== null).toBe(found)
  })

  test.each([
    ['*', false],
    ['*, authorization', true],
  ])('Authorization is covered later on by its name alone, for Chromium: %s', (allowed, found) => {
    const subject: PreflightSubject = { ...SUBJECT, headers: [['Authorization', 'x']] }
    const reading = readPermission(subject, permits('PUT', allowed, '10'), 1000)
    if (!reading.ok) throw new Error(reading.header)
    expect(judgePermission(reading.permission, subject).allowed).toBe(true)
    expect(findPermission([reading.permission], subject, 1000) !== null).toBe(found)
  })

  test('a newer answer for the same asker takes the place of the older', () => {
    const once = rememberPermission([], stored('10'), 1000)
    expect(rememberPermission(once, stored('20'), 1000)).toEqual([stored('20')])
    expect(rememberPermission(once, stored('0'), 1000)).toEqual([])
  })
})
