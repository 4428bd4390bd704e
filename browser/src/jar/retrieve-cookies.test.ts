import { describe, expect, it } from 'vitest'
import type { RetrieveCode } from '../reasons/jar-sections.ts'
import { allCookies, cookiesAt, EMPTY_JAR, type Jar } from './jar.ts'
import { retrieveCookies } from './retrieve-cookies.ts'
import { headerOf, inputOf, jarOf, NOON, type Setting, soleDecision } from './test-jar.ts'

const from = (sameSiteContext: 'lax' | 'lax-unsafe' | 'cross-site', rest: Setting = {}): Setting => ({ sameSiteContext, ...rest })
const NEWS = { site: 'https://news.test', hasCrossSiteAncestor: true }

describe('RFC 6265bis §5.8.3 step 3: which cookies go', () => {
  const table: [rule: string, line: string, setting: Setting, code: RetrieveCode][] = [
    ['to the host that set it', 'a=1', {}, 'sent-same-site'],
    ['host-only: not to a name below', 'a=1', { url: 'https://b.a.shop.test/x' }, 'host-only'],
    ['host-only: not to the name above', 'a=1', { url: 'https://shop.test/x' }, 'host-only'],
    ['Domain: to a name below', 'a=1; Domain=shop.test', { url: 'https://c.b.shop.test/x' }, 'sent-same-site'],
    ['Domain: to itself', 'a=1; Domain=shop.test', { url: 'https://shop.test/x' }, 'sent-same-site'],
    ['Domain: not to another site', 'a=1; Domain=shop.test', { url: 'https://workshop.test/x' }, 'other-domain'],
    ['any port', 'a=1', { url: 'https://a.shop.test:8443/x' }, 'sent-same-site'],
    ['any scheme', 'a=1', { url: 'http://a.shop.test/x' }, 'sent-same-site'],
    ['path: itself', 'a=1', { url: 'https://a.shop.test/x' }, 'sent-same-site'],
    ['path: not a longer word', 'a=1', { url: 'https://a.shop.test/xy' }, 'path-mismatch'],
    ['path: whatever the query is', 'a=1', { url: 'https://a.shop.test/x?y=/z' }, 'sent-same-site'],
    ['Secure: not over http', 'a=1; Secure', { url: 'http://a.shop.test/x' }, 'secure-only'],
    ['HttpOnly: not to a script', 'a=1; HttpOnly', { viaHttp: false }, 'http-only'],
    ['HttpOnly: with a request', 'a=1; HttpOnly', {}, 'sent-same-site'],
    ['Strict: not by a link', 'a=1; SameSite=Strict', from('lax'), 'same-site-strict'],
    ['Strict: not by a form', 'a=1; SameSite=Strict', from('lax-unsafe'), 'same-site-strict'],
    ['Strict: not with parts of a page', 'a=1; SameSite=Strict', from('cross-site'), 'same-site-strict'],
    ['Lax: by a link', 'a=1; SameSite=Lax', from('lax'), 'sent-lax-navigation'],
    ['Lax: not by a form that posts', 'a=1; SameSite=Lax', from('lax-unsafe'), 'same-site-lax-unsafe'],
    ['Lax: not with parts of a page', 'a=1; SameSite=Lax', from('cross-site'), 'same-site-lax'],
    ['None: with parts of a page', 'a=1; SameSite=None; Secure', from('cross-site'), 'sent-foreign'],
    ['no SameSite: by a link', 'a=1', from('lax'), 'sent-lax-navigation'],
    ['no SameSite: not with parts of a page', 'a=1', from('cross-site'), 'same-site-default'],
    ['no SameSite: by a form, being new', 'a=1', from('lax-unsafe', { now: NOON + 120_000 }), 'sent-lax-unsafe'],
    ['no SameSite: by a form, being older than two minutes', 'a=1', from('lax-unsafe', { now: NOON + 120_001 }), 'same-site-default-unsafe'],
    ['Firefox, no SameSite: with parts of a page', 'a=1', from('cross-site', { profile: 'firefox' }), 'sent-foreign'],
    ['Firefox, no SameSite: by a form, being old', 'a=1', from('lax-unsafe', { profile: 'firefox', now: NOON + 1e9 }), 'sent-foreign'],
    ['Safari, no SameSite: with parts of a page', 'a=1', from('cross-site', { profile: 'safari' }), 'sent-foreign'],
    ['Safari: Secure not to this machine over http', 'a=1; Secure', { url: 'http://a.shop.test/x', profile: 'safari' }, 'secure-only'],
    ['before its time is over', 'a=1; Max-Age=60', { now: NOON + 59_999 }, 'sent-same-site'],
    ['not when its time is over', 'a=1; Max-Age=60', { now: NOON + 60_000 }, 'expired'],
    [
      '§7.1: not where third parties are kept back',
      'a=1; SameSite=None; Secure',
      from('cross-site', { thirdPartyBlocked: true }),
      'third-party-withheld',
    ],
    ['CHIPS: under the same page', 'a=1; Secure; Partitioned', {}, 'sent-same-site'],
    ['CHIPS: not under another page', 'a=1; Secure; Partitioned', { partitionKey: NEWS }, 'partition-mismatch'],
    [
      'CHIPS: not through a foreign frame under the same page',
      'a=1; Secure; Partitioned',
      { partitionKey: { site: 'https://shop.test', hasCrossSiteAncestor: true } },
      'partition-mismatch',
    ],
    ['CHIPS: not where there is no key', 'a=1; Secure; Partitioned', { partitionKey: null }, 'partition-mismatch'],
    ['CHIPS: where third parties are kept back', 'a=1; Secure; Partitioned', { thirdPartyBlocked: true }, 'sent-same-site'],
  ]
  it.each(table)('%s', (_rule, line, setting, code) => {
    const jar = jarOf([line], { profile: setting.profile ?? 'chromium' })
    const decision = soleDecision(jar, setting)
    expect(decision.code).toBe(code)
    expect(headerOf(jar, setting)).toBe(decision.outcome === 'sent' ? 'a=1' : null)
  })

  it('a domain that has become a public suffix keeps its cookies', () => {
    const jar = jarOf(['a=1; Domain=shop.test'])
    const input = { ...inputOf({ url: 'https://a.shop.test/x' }), registrableDomain: (host: string) => (host === 'a.shop.test' ? host : null) }
    const { header, decisions } = retrieveCookies(jar, input)
    expect([header, decisions[0]?.code]).toEqual([null, 'domain-became-public-suffix'])
  })
  it('where Firefox divides, each page has its own', () => {
    const foreign: Setting = { profile: 'firefox', thirdPartyBlocked: true, sameSiteContext: 'cross-site', partitionKey: NEWS }
    const jar = jarOf(['a=1'], foreign)
    expect(headerOf(jar, foreign)).toBe('a=1')
    expect(headerOf(jar, { ...foreign, partitionKey: { site: 'https://other.test', hasCrossSiteAncestor: true } })).toBeNull()
    expect(headerOf(jar, { profile: 'firefox' })).toBeNull()
  })
})

describe('RFC 6265bis §5.8.3 steps 4 and 6: the order, and how it is written', () => {
  const table: [rule: string, lines: string[], header: string][] = [
    ['longer paths first', ['a=1; Path=/', 'b=2; Path=/x', 'c=3; Path=/x/', 'd=4; Path=/x/y'], 'd=4; c=3; b=2; a=1'],
    ['older ones first', ['a=1', 'b=2', 'c=3'], 'a=1; b=2; c=3'],
    ['the host makes no difference', ['a=1', 'a=2; Domain=a.shop.test', 'a=3; Domain=shop.test'], 'a=1; a=2; a=3'],
    ['partitioned or not makes none', ['a=1; Secure', 'a=2; Secure; Partitioned', 'b=3'], 'a=1; a=2; b=3'],
    ['no name, no equals sign', ['abc', 'a=1'], 'abc; a=1'],
    ['no value', ['a=', 'b=1'], 'a=; b=1'],
    ['bytes as they came', ['a=\xe9"; Path=/'], 'a=\xe9"'],
  ]
  it.each(table)('%s', (_rule, lines, header) => expect(headerOf(jarOf(lines))).toBe(header))

  it('of one millisecond goes by the order of making', () => {
    const jar = ['b=1', 'a=1', 'c=1'].reduce((filled: Jar, line) => jarOf([line], {}, filled), EMPTY_JAR)
    expect(headerOf(jar)).toBe('b=1; a=1; c=1')
  })
})

describe('RFC 6265bis §5.8.3 step 5: last access', () => {
  const usedAt = (jar: Jar, setting: Setting) => allCookies(retrieveCookies(jar, inputOf(setting)).jar).map(({ lastAccessAt }) => lastAccessAt - NOON)
  const jar = jarOf(['a=1; Path=/x', 'b=1; Path=/other'], { profile: 'firefox' })
  it('is noted for the cookies that go, and for no others', () => expect(usedAt(jar, { now: NOON + 500, profile: 'firefox' })).toEqual([500, 1]))
  it('is not noted by Chromium within a minute', () => {
    expect(usedAt(jar, { now: NOON + 59_999 })).toEqual([0, 1])
    expect(usedAt(jar, { now: NOON + 60_000 })).toEqual([60_000, 1])
  })
})

describe('decisions', () => {
  const jar = jarOf(['a=1; Secure; Partitioned'], { partitionKey: NEWS }, jarOf(['b=1'], { url: 'https://evil.test/' }, jarOf(['c=1'])))
  it('are made on every cookie of the jar', () => expect(retrieveCookies(jar, inputOf({})).decisions).toHaveLength(3))
  it('or only where the request looks', () => {
    expect(retrieveCookies(jar, { ...inputOf({}), explain: 'site' }).decisions.map(({ cookie }) => cookie.name)).toEqual(['c'])
    expect(retrieveCookies(jar, { ...inputOf({}), explain: 'nothing' })).toEqual({ ...retrieveCookies(jar, inputOf({})), decisions: [] })
  })
  it('tell the questions up to the one that decided', () => {
    expect(soleDecision(jarOf(['a=1']), { url: 'https://a.shop.test/' }).trace.map(({ passed }) => passed)).toEqual([true, true, false])
    expect(soleDecision(jarOf(['a=1'])).trace.every(({ passed }) => passed)).toBe(true)
  })
})

describe('the smallest change', () => {
  const table: [line: string, setting: Setting, text: string][] = [
    ['a=1', { url: 'https://b.a.shop.test/x' }, 'With Domain=a.shop.test it would go to all hosts below that name.'],
    ['a=1', { url: 'https://b.shop.test/x' }, 'With Domain=shop.test it would go to all hosts below that name.'],
    ['a=1', { url: 'https://evil.test/x' }, 'It is for a.shop.test.'],
    ['__Host-a=1; Secure; Path=/', { url: 'https://b.shop.test/x' }, 'It is for a.shop.test.'],
    ['a=1', { url: 'https://a.shop.test/' }, 'With Path=/ it would go to every path of the host.'],
    ['a=1; Secure', { url: 'http://a.shop.test/x' }, 'Over https it would go.'],
    ['a=1; HttpOnly', { viaHttp: false }, 'Without HttpOnly scripts could read it, those of an attacker too.'],
    ['__Http-a=1; Secure; HttpOnly', { viaHttp: false }, 'It goes with requests only.'],
    ['a=1; SameSite=Strict', from('lax'), 'With SameSite=Lax it would go when a link of another site leads here.'],
    ['a=1; SameSite=Lax', from('cross-site'), 'With SameSite=None; Secure it would go with requests from other sites.'],
    ['a=1; Max-Age=1', { now: NOON + 5000 }, 'A longer Max-Age would have kept it.'],
    ['a=1; Secure; Partitioned', { partitionKey: NEWS }, 'It goes where it was set: on https://shop.test.'],
    [
      'a=1; Secure',
      { thirdPartyBlocked: true, partitionKey: NEWS },
      'With Partitioned; Secure it could have one place for each page that embeds its site.',
    ],
    ['a=1; Secure', { url: 'http://a.shop.test/', now: NOON }, 'With Path=/ it would go to every path of the host. Over https it would go.'],
  ]
  it.each(table)('of %s', (line, setting, text) => expect(soleDecision(jarOf([line]), setting).change?.text).toBe(text))
  it('is none for a cookie that goes', () => expect(soleDecision(jarOf(['a=1'])).change).toBeNull())
})

describe('a jar', () => {
  it('has a place for every site and partition', () => {
    const jar = jarOf(['a=1; Secure', 'b=1; Secure; Partitioned'])
    expect(cookiesAt(jar, { site: 'shop.test', partitionKey: null }).map(({ name }) => name)).toEqual(['a'])
    expect(cookiesAt(jar, { site: 'shop.test', partitionKey: { site: 'https://shop.test', hasCrossSiteAncestor: false } })).toHaveLength(1)
  })
  it('is not confused by hosts that are named as objects’ parts are', () => {
    for (const host of ['__proto__', 'constructor', 'hasownproperty']) {
      const setting = { url: `https://${host}/` }
      expect(headerOf(EMPTY_JAR, setting), host).toBeNull()
      expect(headerOf(jarOf(['a=1'], setting), setting), host).toBe('a=1')
    }
  })
})
