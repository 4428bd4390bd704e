import { describe, expect, test } from 'vitest'
import { findFramingRefusal } from '../documents/framing.ts'
import { judgeMixedContent } from '../documents/mixed-content.ts'
import { methodAfterRedirect, redirectLocation } from '../loading/redirect.ts'
import type { Header } from './header-list.ts'
import { originUnderPolicy, type ReferrerPolicy, referrerFor, referrerPolicyOf } from './referrer.ts'

describe('Referrer Policy §8.1, parsing the header', () => {
  test.each([
    [[], null],
    [['no-referrer'], 'no-referrer'],
    [['NO-REFERRER'], 'no-referrer'],
    [['no-referrer, unsafe-url'], 'unsafe-url'],
    [['no-referrer', 'origin'], 'origin'],
    [['origin, nonsense'], 'origin'],
    [['nonsense'], null],
    [['never'], null],
    [[''], null],
  ])('%j: %s', (values, policy) => expect(referrerPolicyOf(values.map((value) => ['Referrer-Policy', value] as const))).toBe(policy))
})

const PAGE = 'https://user:pass@shop.test/a/b?c=1#d'
const FULL = 'https://shop.test/a/b?c=1'
const ORIGIN = 'https://shop.test/'
const SAME = 'https://shop.test/x'
const CROSS = 'https://evil.test/x'
const PLAIN = 'http://evil.test/x'

describe('Referrer Policy §8.3, determining the referrer of a page over https', () => {
  const table: [ReferrerPolicy, string | null, string | null, string | null][] = [
    ['no-referrer', null, null, null],
    ['no-referrer-when-downgrade', FULL, FULL, null],
    ['same-origin', FULL, null, null],
    ['origin', ORIGIN, ORIGIN, ORIGIN],
    ['strict-origin', ORIGIN, ORIGIN, null],
    ['origin-when-cross-origin', FULL, ORIGIN, ORIGIN],
    ['strict-origin-when-cross-origin', FULL, ORIGIN, null],
    ['unsafe-url', FULL, FULL, FULL],
  ]
  test.each(table)('%s', (policy, same, cross, plain) => {
    expect(referrerFor(PAGE, policy, SAME).value).toBe(same)
    expect(referrerFor(PAGE, policy, CROSS).value).toBe(cross)
    expect(referrerFor(PAGE, policy, PLAIN).value).toBe(plain)
  })

  test('from plain http nothing is a downgrade', () =>
    expect(referrerFor('http://shop.test/a', 'strict-origin', PLAIN).value).toBe('http://shop.test/'))
  test('to localhost by http is a downgrade too, for schemes alone count', () =>
    expect(referrerFor(PAGE, 'no-referrer-when-downgrade', 'http://localhost:3000/').value).toBeNull())
  test('nobody has no referrer', () => expect(referrerFor(null, 'unsafe-url', SAME)).toEqual({ value: null, code: 'referrer-nobody', change: null }))
  test('over 4,096 characters only the origin is told', () => {
    const room = 4096 - 'https://shop.test/'.length
    expect(referrerFor(`https://shop.test/${'a'.repeat(room)}`, 'unsafe-url', SAME).value).toHaveLength(4096)
    expect(referrerFor(`https://shop.test/${'a'.repeat(room + 1)}`, 'unsafe-url', SAME).value).toBe(ORIGIN)
  })
})

describe('Fetch §3.2, Origin of a navigation under the referrer policy', () => {
  test.each([
    ['no-referrer', SAME, 'null'],
    ['strict-origin-when-cross-origin', CROSS, 'https://shop.test'],
    ['strict-origin-when-cross-origin', PLAIN, 'null'],
    ['no-referrer-when-downgrade', PLAIN, 'null'],
    ['same-origin', SAME, 'https://shop.test'],
    ['same-origin', CROSS, 'null'],
    ['unsafe-url', PLAIN, 'https://shop.test'],
  ] as const)('%s to %s: %s', (policy, target, origin) => expect(originUnderPolicy('https://shop.test', policy, target)).toBe(origin))
})

describe('Fetch §4.5 step 12, method after a redirect', () => {
  test.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [302, 'DELETE', 'DELETE'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [302, 'HEAD', 'HEAD'],
    [302, 'GET', 'GET'],
    [303, 'GET', 'GET'],
  ])('%i of %s: %s', (status, method, next) => expect(methodAfterRedirect(status, method)).toBe(next))
})

describe('Fetch §4.5 step 3, location of a response', () => {
  const at = (status: number, ...values: string[]) =>
    redirectLocation({ status, headers: values.map((value) => ['location', value] as const), body: '' })
  test.each([301, 302, 303, 307, 308])('%i redirects', (status) => expect(at(status, '/a')).toBe('/a'))
  test.each([200, 201, 300, 304, 305, 306, 404])('%i does not', (status) => expect(at(status, '/a')).toBeNull())
  test('without Location there is no redirect', () => expect(at(302)).toBeNull())
  test('an empty one is passed over', () => expect(at(302, '', '/b')).toBe('/b'))
  test('bytes beyond ASCII are escaped', () => expect(at(302, '/\xc3\xbc')).toBe('/%C3%BC'))
})

describe('Mixed Content §4.1, §4.4', () => {
  test.each([
    ['image', 'http://cdn.test/a', { kind: 'upgraded', url: 'https://cdn.test/a' }],
    ['image', 'http://cdn.test:8080/a', { kind: 'upgraded', url: 'https://cdn.test:8080/a' }],
    ['image', 'http://192.0.2.7/a', { kind: 'blocked' }],
    ['image', 'http://[2001:db8::7]/a', { kind: 'blocked' }],
    ['script', 'http://cdn.test/a', { kind: 'blocked' }],
    ['iframe', 'http://cdn.test/a', { kind: 'blocked' }],
    ['fetch', 'http://cdn.test/a', { kind: 'blocked' }],
    ['fetch', 'http://localhost:3000/a', { kind: 'fine' }],
    ['fetch', 'https://cdn.test/a', { kind: 'fine' }],
    ['navigation', 'http://cdn.test/a', { kind: 'fine' }],
  ] as const)('%s of %s', (kind, url, verdict) => expect(judgeMixedContent(['https://shop.test/'], kind, url)).toEqual(verdict))

  test.each([
    ['image', 'http://cdn.test/a', { kind: 'upgraded', url: 'https://cdn.test/a' }],
    ['image', 'http://192.0.2.7/a', { kind: 'upgraded', url: 'https://192.0.2.7/a' }],
    ['image', 'http://localhost:8080/a', { kind: 'upgraded', url: 'https://localhost:8080/a' }],
    ['script', 'http://localhost/a', { kind: 'fine' }],
    ['script', 'http://cdn.test/a', { kind: 'blocked' }],
  ] as const)('%s redirected to %s', (kind, url, verdict) =>
    expect(judgeMixedContent(['https://shop.test/'], kind, url, 'https://shop.test/first')).toEqual(verdict),
  )

  test('an image that began at an IP address is blocked where a redirect leads to http', () =>
    expect(judgeMixedContent(['https://192.0.2.7/'], 'image', 'http://cdn.test/a', 'https://192.0.2.7/a')).toEqual({ kind: 'blocked' }))

  test('a page over plain http may load anything', () =>
    expect(judgeMixedContent(['http://shop.test/'], 'script', 'http://cdn.test/')).toEqual({ kind: 'fine' }))
})

describe('HTML, "X-Frame-Options"; CSP3 §6.4.2, frame-ancestors', () => {
  const EVIL = ['https://evil.test']
  const OWN = ['https://shop.test']
  const options = (...values: string[]): Header[] => values.map((value) => ['X-Frame-Options', value])
  const policy = (...values: string[]): Header[] => values.map((value) => ['Content-Security-Policy', value])
  test.each([
    ['nothing said', [], EVIL, true],
    ['DENY', options('DENY'), OWN, false],
    ['sameorigin, own', options('sameorigin'), OWN, true],
    ['sameorigin, other', options('SAMEORIGIN'), EVIL, false],
    ['sameorigin, an ancestor is other', options('SAMEORIGIN'), [...OWN, ...EVIL], false],
    ['a value that nobody knows', options('ALLOW-FROM https://evil.test'), EVIL, true],
    ['allowall', options('ALLOWALL'), EVIL, true],
    ['two that differ', options('SAMEORIGIN', 'ALLOWALL'), OWN, false],
    ['two that nobody knows', options('a', 'b'), EVIL, true],
    ["'none'", policy("frame-ancestors 'none'"), OWN, false],
    ["'self', own", policy("default-src *; frame-ancestors 'self'"), OWN, true],
    ["'self', other", policy("frame-ancestors 'self'"), EVIL, false],
    ['named', policy('frame-ancestors https://evil.test'), EVIL, true],
    ['host alone takes the scheme of the response', policy('frame-ancestors evil.test'), EVIL, true],
    ['wildcard', policy('frame-ancestors *.evil.test'), ['https://a.evil.test'], true],
    ['wildcard is not the domain itself', policy('frame-ancestors *.evil.test'), EVIL, false],
    ['http in the policy means https too', policy('frame-ancestors http://evil.test'), EVIL, true],
    ['https is not http', policy('frame-ancestors https://evil.test'), ['http://evil.test'], false],
    ['scheme alone', policy('frame-ancestors https:'), EVIL, true],
    ['another port', policy('frame-ancestors https://evil.test'), ['https://evil.test:8443'], false],
    ['one of several sources', policy("frame-ancestors 'self' https://evil.test"), EVIL, true],
    ['each ancestor by a source of its own', policy("frame-ancestors 'self' https://evil.test"), [...OWN, ...EVIL], true],
    ['any port', policy('frame-ancestors https://evil.test:*'), ['https://evil.test:8443'], true],
    ['*', policy('frame-ancestors *'), EVIL, true],
    ['a source with a path never fits', policy('frame-ancestors https://evil.test/a'), EVIL, false],
    ['but / is no path', policy('frame-ancestors https://evil.test/'), EVIL, true],
    ['of two policies both count', policy('frame-ancestors *', "frame-ancestors 'self'"), EVIL, false],
    ['frame-ancestors makes X-Frame-Options void', [...options('DENY'), ...policy('frame-ancestors *')], EVIL, true],
    ['a policy without it does not', [...options('DENY'), ...policy('default-src *')], EVIL, false],
  ] as [string, Header[], string[], boolean][])('%s', (_name, headers, ancestors, shown) =>
    expect(findFramingRefusal(headers, 'https://shop.test', ancestors) === null).toBe(shown),
  )
})
