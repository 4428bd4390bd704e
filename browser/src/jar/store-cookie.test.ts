import { describe, expect, it } from 'vitest'
import type { StoreCode } from '../reasons/jar-sections.ts'
import { allCookies, EMPTY_JAR } from './jar.ts'
import { storeCookie } from './store-cookie.ts'
import { decide, headerOf, jarOf, lineInputOf, NOON, type Setting } from './test-jar.ts'

const HTTP: Setting = { url: 'http://a.shop.test/x/y' }
const SCRIPT: Setting = { viaHttp: false }
const FOREIGN: Setting = { sameSiteContext: 'cross-site' }

describe('RFC 6265bis §5.7: what comes of a line', () => {
  const table: [rule: string, line: string, code: StoreCode, setting?: Setting][] = [
    ['step 24: a plain cookie', 'a=1', 'stored'],
    ['step 2: neither name nor value', '=', 'empty'],
    ['step 9: a public suffix', 'a=1; Domain=test', 'domain-public-suffix'],
    ['step 10: another site', 'a=1; Domain=evil.test', 'domain-mismatch'],
    ['step 13: Secure over https', 'a=1; Secure', 'stored'],
    ['step 13: Secure over http', 'a=1; Secure', 'secure-over-http', HTTP],
    ['step 13: Secure over http on this machine', 'a=1; Secure', 'stored', { url: 'http://localhost/' }],
    ['step 13: below localhost', 'a=1; Secure', 'stored', { url: 'http://a.localhost/' }],
    ['step 13: by a loopback address', 'a=1; Secure', 'stored', { url: 'http://127.1.2.3/' }],
    ['step 13: by the other loopback address', 'a=1; Secure', 'stored', { url: 'http://[::1]/' }],
    ['step 13: this machine by another address', 'a=1; Secure', 'secure-over-http', { url: 'http://192.168.0.1/' }],
    ['step 13: Safari does not trust this machine', 'a=1; Secure', 'secure-over-http', { url: 'http://localhost/', profile: 'safari' }],
    ['step 15: HttpOnly by a response', 'a=1; HttpOnly', 'stored'],
    ['step 15: HttpOnly by a script', 'a=1; HttpOnly', 'http-only-from-script', SCRIPT],
    ['step 18: Strict in a foreign context', 'a=1; SameSite=Strict', 'same-site-foreign', FOREIGN],
    ['step 18: Lax in a foreign context', 'a=1; SameSite=Lax', 'same-site-foreign', FOREIGN],
    ['step 18: no SameSite in a foreign context', 'a=1', 'same-site-foreign', FOREIGN],
    ['step 18: no SameSite in a foreign context, Firefox', 'a=1', 'stored', { ...FOREIGN, profile: 'firefox' }],
    ['step 18: no SameSite in a foreign context, Safari', 'a=1', 'stored', { ...FOREIGN, profile: 'safari' }],
    ['step 18: None in a foreign context', 'a=1; SameSite=None; Secure', 'stored', FOREIGN],
    ['step 18: Strict with a navigation from another site', 'a=1; SameSite=Strict', 'stored', { sameSiteContext: 'lax' }],
    ['step 18: Strict with a form from another site', 'a=1; SameSite=Strict', 'stored', { sameSiteContext: 'lax-unsafe' }],
    ['step 18: by a script of a foreign frame', 'a=1', 'same-site-foreign', { ...FOREIGN, viaHttp: false }],
    ['step 19: None without Secure', 'a=1; SameSite=None', 'same-site-none-insecure'],
    ['step 19: None without Secure, Firefox', 'a=1; SameSite=None', 'same-site-none-insecure', { profile: 'firefox' }],
    ['step 19: None without Secure, Safari', 'a=1; SameSite=None', 'stored', { profile: 'safari' }],
    ['step 20: __Secure- with Secure', '__Secure-a=1; Secure', 'stored'],
    ['step 20: __Secure- without', '__Secure-a=1', 'secure-prefix'],
    ['step 20: in any case', '__sEcUrE-a=1', 'secure-prefix'],
    ['step 20: only at the beginning', 'x__Secure-a=1', 'stored'],
    ['step 21: __Host- with all it promises', '__Host-a=1; Secure; Path=/', 'stored'],
    ['step 21: without Secure', '__Host-a=1; Path=/', 'host-prefix'],
    ['step 21: without Path', '__Host-a=1; Secure', 'host-prefix', { url: 'https://shop.test/' }],
    ['step 21: with another Path', '__Host-a=1; Secure; Path=/x', 'host-prefix'],
    ['step 21: with a Domain', '__Host-a=1; Secure; Path=/; Domain=a.shop.test', 'host-prefix'],
    ['step 21: with an empty Domain', '__Host-a=1; Secure; Path=/; Domain=', 'stored'],
    ['step 21: in any case', '__HOST-a=1; Secure', 'host-prefix'],
    ['step 21: over http', '__Host-a=1; Secure; Path=/', 'secure-over-http', HTTP],
    ['step 21: on this machine', '__Host-a=1; Secure; Path=/', 'stored', { url: 'http://localhost/' }],
    ['step 21: Chromium reads the Path itself', '__Host-a=1; Secure; Path=', 'host-prefix', { url: 'https://shop.test/' }],
    ['step 21: the text reads what it comes to', '__Host-a=1; Secure; Path=', 'stored', { url: 'https://shop.test/', profile: 'firefox' }],
    ['step 21: Chromium lets an address name itself', '__Host-a=1; Secure; Path=/; Domain=10.0.0.1', 'stored', { url: 'https://10.0.0.1/' }],
    ['step 21: but not with a dot', '__Host-a=1; Secure; Path=/; Domain=.10.0.0.1', 'host-prefix', { url: 'https://10.0.0.1/' }],
    ['step 21: nor a suffix', '__Host-a=1; Secure; Path=/; Domain=co.uk', 'host-prefix', { url: 'https://co.uk/' }],
    ['layered: __Http- with all it promises', '__Http-a=1; Secure; HttpOnly', 'stored'],
    ['layered: without HttpOnly', '__Http-a=1; Secure', 'http-prefix'],
    ['layered: without Secure', '__http-a=1; HttpOnly', 'http-prefix'],
    ['layered: Safari does not know it', '__Http-a=1', 'stored', { profile: 'safari' }],
    ['layered: by a script', '__Http-a=1; Secure', 'http-prefix', SCRIPT],
    ['layered: __Host-Http- with all it promises', '__Host-Http-a=1; Secure; HttpOnly; Path=/', 'stored'],
    ['layered: without HttpOnly', '__Host-Http-a=1; Secure; Path=/', 'host-http-prefix'],
    ['layered: without Path', '__Host-Http-a=1; Secure; HttpOnly', 'host-http-prefix'],
    ['layered: with Domain', '__host-http-a=1; Secure; HttpOnly; Path=/; Domain=shop.test', 'host-http-prefix'],
    ['layered: for Safari it is a __Host- name', '__Host-Http-a=1; Secure; Path=/', 'stored', { profile: 'safari' }],
    ['step 22: a nameless __Host-', '=__Host-a', 'hidden-prefix'],
    ['step 22: without an equals sign', '__Host-a; Secure; Path=/', 'hidden-prefix'],
    ['step 22: a nameless __Secure-', '__secure-a', 'hidden-prefix'],
    ['step 22: a nameless __Http-', '=__Http-a', 'hidden-prefix'],
    ['step 22: a nameless value that looks otherwise', '=Host-a', 'stored'],
    ['CHIPS: Partitioned with Secure', 'a=1; Partitioned; Secure', 'stored'],
    ['CHIPS: without', 'a=1; Partitioned', 'partitioned-insecure'],
    ['§7.1: a third party that is kept back', 'a=1; SameSite=None; Secure', 'third-party-blocked', { ...FOREIGN, thirdPartyBlocked: true }],
    ['§7.1: unless it is Partitioned', 'a=1; SameSite=None; Secure; Partitioned', 'stored', { ...FOREIGN, thirdPartyBlocked: true }],
    [
      '§7.1: Firefox gives it a place of its own',
      'a=1; SameSite=None; Secure',
      'stored',
      { ...FOREIGN, thirdPartyBlocked: true, profile: 'firefox' },
    ],
    ['an expired cookie', 'a=1; Max-Age=0', 'expired-on-arrival'],
  ]
  it.each(table)('%s', (_rule, line, code, setting) => expect(decide(line, setting).code).toBe(code))
})

describe('RFC 6265bis §5.7: the cookie that is kept', () => {
  it('has all its parts', () => {
    expect(decide('a=1; Domain=shop.test; Path=/x; Secure; HttpOnly; SameSite=Lax; Max-Age=60').cookie).toEqual({
      name: 'a',
      value: '1',
      domain: 'shop.test',
      hostOnly: false,
      path: '/x',
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
      partitionKey: null,
      expiresAt: NOON + 60_000,
      createdAt: NOON,
      lastAccessAt: NOON,
      order: 0,
      useOrder: 0,
    })
  })
  it('belongs to the host and the folder of the address when nothing is said', () => {
    expect(decide('a=1').cookie).toMatchObject({ domain: 'a.shop.test', hostOnly: true, path: '/x', expiresAt: null, sameSite: 'default' })
  })
  it('has the key of the page when it is Partitioned', () => {
    const partitionKey = { site: 'https://news.test', hasCrossSiteAncestor: true }
    expect(decide('a=1; Partitioned; Secure', { partitionKey }).cookie?.partitionKey).toEqual(partitionKey)
    expect(decide('a=1; Secure', { partitionKey }).cookie?.partitionKey).toBeNull()
  })
  it('is Partitioned unasked where Firefox divides', () => {
    const partitionKey = { site: 'https://news.test', hasCrossSiteAncestor: true }
    expect(decide('a=1', { partitionKey, thirdPartyBlocked: true, sameSiteContext: 'cross-site', profile: 'firefox' }).cookie?.partitionKey).toEqual(
      partitionKey,
    )
  })
})

describe('RFC 6265bis §5.7 step 16: leave Secure cookies alone', () => {
  const table: [rule: string, secure: string, line: string, code: StoreCode][] = [
    ['the same cookie', 'a=1; Secure; Path=/x', 'a=2; Path=/x', 'overlays-secure'],
    ['a longer path', 'a=1; Secure; Path=/x', 'a=2; Path=/x/y', 'overlays-secure'],
    ['a shorter path', 'a=1; Secure; Path=/x', 'a=2; Path=/', 'stored'],
    ['another path', 'a=1; Secure; Path=/x', 'a=2; Path=/xy', 'stored'],
    ['another name', 'a=1; Secure; Path=/', 'b=2; Path=/', 'stored'],
    ['a host under its Domain', 'a=1; Secure; Path=/; Domain=shop.test', 'a=2; Path=/', 'overlays-secure'],
    ['a Domain over its host', 'a=1; Secure; Path=/', 'a=2; Path=/; Domain=shop.test', 'overlays-secure'],
    ['deleting it', 'a=1; Secure; Path=/', 'a=; Path=/; Max-Age=0', 'overlays-secure'],
    ['a cookie that is not Secure', 'a=1; Path=/', 'a=2; Path=/', 'replaced'],
    ['one of a partition', 'a=1; Secure; Partitioned; Path=/', 'a=2; Path=/', 'stored'],
  ]
  it.each(table)('%s', (_rule, secure, line, code) => expect(decide(line, { url: 'http://a.shop.test/' }, jarOf([secure])).code).toBe(code))
  it('but https may', () => expect(decide('a=2; Path=/', {}, jarOf(['a=1; Secure; Path=/'])).code).toBe('replaced'))
})

describe('RFC 6265bis §5.7 step 23: one cookie of a name, domain, host-only and path', () => {
  const both = (first: string, second: string, setting?: Setting) => allCookies(jarOf([first, second], setting)).map(({ value }) => value)
  it('is replaced', () => expect(both('a=1', 'a=2')).toEqual(['2']))
  it('is replaced with all its attributes', () => {
    expect(decide('a=2', {}, jarOf(['a=1; Secure; HttpOnly; Max-Age=60'])).cookie).toMatchObject({ secure: false, httpOnly: false, expiresAt: null })
  })
  it('is another with another path', () => expect(both('a=1; Path=/', 'a=2; Path=/x')).toEqual(['1', '2']))
  it('is another for the host alone', () => expect(both('a=1', 'a=2; Domain=a.shop.test')).toEqual(['1', '2']))
  it('is another in another case', () => expect(both('a=1', 'A=2')).toEqual(['1', '2']))
  it('is another in a partition', () => expect(both('a=1; Secure', 'a=2; Secure; Partitioned')).toEqual(['1', '2']))
  it('is deleted by one that has expired', () => {
    const decision = decide('a=; Max-Age=0', {}, jarOf(['a=1']))
    expect(decision).toMatchObject({ outcome: 'deleted', code: 'deleted', previous: { value: '1' } })
    expect(both('a=1', 'a=; Max-Age=0')).toEqual([])
  })
  it('is not deleted from another path', () => expect(both('a=1; Path=/', 'a=; Max-Age=0')).toEqual(['1']))
  it('is not replaced by a script when it is HttpOnly', () => expect(decide('a=2', SCRIPT, jarOf(['a=1; HttpOnly'])).code).toBe('replaces-http-only'))
  it('is not deleted by a script when it is HttpOnly', () => {
    expect(decide('a=; Max-Age=0', SCRIPT, jarOf(['a=1; HttpOnly'])).code).toBe('replaces-http-only')
  })
  it('is set anew by a script when the HttpOnly one has expired', () => {
    const jar = jarOf(['a=1; HttpOnly; Max-Age=1'])
    expect(decide('a=2', { ...SCRIPT, now: NOON + 5000 }, jar)).toMatchObject({ code: 'stored', evicted: [{ value: '1' }] })
  })
  it('keeps its age by the text, whatever its value', () => {
    expect(headerOf(jarOf(['a=1', 'b=1', 'a=2'], { profile: 'firefox' }), { profile: 'firefox' })).toBe('a=2; b=1')
  })
  it('keeps its age by Chromium only with its value', () => {
    expect(headerOf(jarOf(['a=1', 'b=1', 'a=2']))).toBe('b=1; a=2')
    expect(headerOf(jarOf(['a=1', 'b=1', 'a=1; Secure']))).toBe('a=1; b=1')
  })
})

describe('a decision', () => {
  it('leaves the jar that went in as it was', () => {
    const jar = jarOf(['a=1'])
    const before = structuredClone(jar)
    storeCookie(jar, lineInputOf('a=2'))
    expect(jar).toEqual(before)
  })
  it('gives back the very jar when it refuses', () => expect(storeCookie(EMPTY_JAR, lineInputOf('=')).jar).toBe(EMPTY_JAR))
  it('quotes what offends', () => {
    const table: [line: string, text: string | null, setting?: Setting][] = [
      ['a=\x01', '\x01'],
      ['a=1; Domain = evil.test', 'Domain = evil.test'],
      ['a=1; secure', 'secure', HTTP],
      ['a=1; SAMESITE=none', 'SAMESITE=none'],
      ['a=1', null, FOREIGN],
      ['__Host-a=1', '__Host-a'],
      ['=__Host-a', '__Host-a'],
    ]
    for (const [line, text, setting] of table) expect(decide(line, setting).offendingText, line).toBe(text)
  })
  it('tells the questions up to the one that decided', () => {
    expect(decide('a=1; Secure', HTTP).trace.map(({ passed }) => passed)).toEqual([true, true, false])
    expect(decide('a=1').trace.every(({ passed }) => passed)).toBe(true)
  })
})

describe('the smallest change', () => {
  const table: [line: string, setting: Setting, text: string, changed: string | null, jar?: string[]][] = [
    ['__Host-a=1; Domain=shop.test; Path=/x', {}, 'Add Secure; Path=/. Leave Domain out.', '__Host-a=1; Path=/; Secure'],
    ['a=1; Secure', HTTP, 'Use https.', null],
    ['a=1', FOREIGN, 'Say SameSite=None; Secure.', 'a=1; SameSite=None; Secure'],
    ['a=1', { ...HTTP, ...FOREIGN }, 'Let a page of the same site cause the request.', null],
    ['a=1; SameSite=None', {}, 'Add Secure.', 'a=1; SameSite=None; Secure'],
    ['a=1; SameSite=None; Path=/', HTTP, 'Leave SameSite=None out.', 'a=1; Path=/'],
    ['a=1; Domain=evil.test; Secure', HTTP, 'Leave Domain out: the cookie is then for this host alone. Use https.', 'a=1; Secure'],
    ['a=2', SCRIPT, 'Let a response set it, by a Set-Cookie header.', null, ['a=1; HttpOnly']],
    ['__Http-a1', HTTP, 'Give it a name.', 'name=__Http-a1', ['a1; Secure']],
    ['a=; Max-Age=0', {}, 'Give it time to live, such as Max-Age=3600.', 'a=; Max-Age=3600'],
    ['a=1', { ...FOREIGN, thirdPartyBlocked: true }, 'Say SameSite=None; Secure. Say Partitioned.', 'a=1; SameSite=None; Secure; Partitioned'],
    ['a=1; Secure; samesite = lax; Path=/; SameSite=Lax', FOREIGN, 'Say SameSite=None.', 'a=1; Secure; SameSite=None; Path=/'],
    [
      '__Http-a=1; Domain=evil.test; Path=/',
      { thirdPartyBlocked: true },
      'Leave Domain out: the cookie is then for this host alone. Add Secure; HttpOnly. Say Partitioned.',
      '__Http-a=1; Path=/; Secure; HttpOnly; Partitioned',
    ],
  ]
  it.each(table)('of %s', (line, setting, text, changed, lines = []) => {
    const { change } = decide(line, setting, jarOf(lines))
    expect([change?.text, change?.line]).toEqual([text, changed])
  })
  it('is none for a cookie that is kept', () => expect(decide('a=1').change).toBeNull())
})
