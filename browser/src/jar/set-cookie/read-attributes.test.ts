import { describe, expect, it } from 'vitest'
import { PROFILES, type ProfileName } from '../../profile.ts'
import { parseSetCookie } from './parse-set-cookie.ts'
import { type ReadAttributes, readAttributes } from './read-attributes.ts'

const NOW = 1_795_348_800_000
const DAYS_400 = 34_560_000
const PAST = 'Wed, 21 Oct 2015 07:28:00 GMT'
const SOON = 'Sun, 22 Nov 2026 13:00:00 GMT'
const x = (count: number) => 'x'.repeat(count)

/** Safari stands for the text: it has no reading of its own. */
const read = (attributes: string, profile: ProfileName = 'safari', viaHttp = true): ReadAttributes => {
  const result = parseSetCookie(`a=1; ${attributes}`, PROFILES[profile].reading)
  if ('fault' in result) throw new Error(result.fault.code)
  return readAttributes(result.parsed.attributes, { now: NOW, viaHttp, profile: PROFILES[profile] })
}
/** Seconds to live, `session` or `past`. */
const life = (attributes: string, profile?: ProfileName, viaHttp?: boolean) => {
  const { expiresAt } = read(attributes, profile, viaHttp)
  if (expiresAt === null) return 'session'
  return expiresAt <= NOW ? 'past' : (expiresAt - NOW) / 1000
}
const codes = (attributes: string, profile?: ProfileName) => read(attributes, profile).findings.map(({ code }) => code)

describe('RFC 6265bis §5.6.2: Max-Age', () => {
  const table: [rule: string, attributes: string, life: number | string][] = [
    ['seconds', 'Max-Age=60', 60],
    ['step 1: empty', 'Max-Age=', 'session'],
    ['step 1: no value', 'Max-Age', 'session'],
    ['step 2: a sign alone', 'Max-Age=-', 'session'],
    ['step 2: a plus sign', 'Max-Age=+5', 'session'],
    ['step 2: quotes', 'Max-Age="60"', 'session'],
    ['step 3: letters behind', 'Max-Age=60s', 'session'],
    ['step 3: a fraction', 'Max-Age=1.5', 'session'],
    ['step 4: leading zeros', 'Max-Age=0060', 60],
    ['step 6: more than 400 days', 'Max-Age=43200000', DAYS_400],
    ['step 6: more than a number can be', `Max-Age=${'9'.repeat(1000)}`, DAYS_400],
    ['step 7: nothing', 'Max-Age=0', 'past'],
    ['step 7: less than nothing', 'Max-Age=-1', 'past'],
    ['step 7: less than a number can be', `Max-Age=-${'9'.repeat(1000)}`, 'past'],
    ['§5.7 step 6: before Expires', `Max-Age=60; Expires=${PAST}`, 60],
    ['§5.7 step 6: wherever it stands', `Expires=${PAST}; Max-Age=60`, 60],
    ['§5.7 step 6: the last one', 'Max-Age=0; Max-Age=60', 60],
    ['§5.7 step 6: the last one that can be read', 'Max-Age=60; Max-Age=soon', 60],
    ['§5.7 step 6: else Expires', `Max-Age=soon; Expires=${SOON}`, 3600],
  ]
  it.each(table)('%s: %s', (_rule, attributes, expected) => expect(life(attributes)).toBe(expected))
})

describe('RFC 6265bis §5.6.1: Expires', () => {
  const table: [rule: string, attributes: string, life: number | string][] = [
    ['a moment', `Expires=${SOON}`, 3600],
    ['a moment that is over', `Expires=${PAST}`, 'past'],
    ['this very moment', 'Expires=22 Nov 2026 12:00:00', 'past'],
    ['step 2: no date', 'Expires=tomorrow', 'session'],
    ['step 4: later than in 400 days', 'Expires=1 Jan 2037 0:0:0', DAYS_400],
    ['the last one that can be read', `Expires=${SOON}; Expires=tomorrow`, 3600],
    ['the last one', `Expires=${SOON}; Expires=${PAST}`, 'past'],
  ]
  it.each(table)('%s: %s', (_rule, attributes, expected) => expect(life(attributes)).toBe(expected))
})

describe('Chromium: lifetimes where it departs from §5.6.1 and §5.6.2', () => {
  const table: [rule: string, attributes: string, life: number | string][] = [
    ['the last Max-Age, read or not', 'Max-Age=60; Max-Age=soon', 'session'],
    ['the last Expires, read or not', `Expires=${SOON}; Expires=`, 'session'],
    ['an unreadable Max-Age leaves Expires', `Max-Age=soon; Expires=${SOON}`, 3600],
    ['a plus sign', 'Max-Age=+5', 5],
    ['a plus sign alone', 'Max-Age=+', 'session'],
    ['letters behind', 'Max-Age=5x', 'session'],
    ['letters behind more than 64 bits', 'Max-Age=99999999999999999999x', DAYS_400],
  ]
  it.each(table)('%s: %s', (_rule, attributes, expected) => expect(life(attributes, 'chromium')).toBe(expected))
})

describe('Safari: cookies that a script sets', () => {
  it('live seven days at most', () => expect(life('Max-Age=1000000', 'safari', false)).toBe(604_800))
  it('may live shorter', () => expect(life('Max-Age=60', 'safari', false)).toBe(60))
  it('are free when a response sets them', () => expect(life('Max-Age=1000000', 'safari', true)).toBe(1_000_000))
  it('are free in other browsers', () => expect(life('Max-Age=1000000', 'firefox', false)).toBe(1_000_000))
})

describe('RFC 6265bis §5.6.3 to §5.6.7 and CHIPS: the other attributes', () => {
  const table: [rule: string, attributes: string, part: Partial<ReadAttributes>][] = [
    ['the last Domain', 'Domain=a.test; Domain=b.test', { domain: 'b.test' }],
    ['the last Domain, though it is empty', 'Domain=a.test; Domain=', { domain: '' }],
    ['the last Path', 'Path=/a; Path=/b', { path: '/b' }],
    ['step 6: 1024 bytes', `Path=/${x(1023)}`, { path: `/${x(1023)}` }],
    ['step 6: 1025 bytes do not count', `Path=/; Path=/${x(1024)}`, { path: '/' }],
    ['Secure, whatever it is set to', 'Secure=false', { secure: true, httpOnly: false }],
    ['HttpOnly, whatever it is set to', 'HttpOnly=0', { secure: false, httpOnly: true }],
    ['SameSite in any case', 'samesite=STRICT', { sameSite: 'strict' }],
    ['SameSite=None', 'SameSite=None', { sameSite: 'none' }],
    ['an unknown SameSite', 'SameSite=Sometimes', { sameSite: 'default' }],
    ['the last SameSite, though it is unknown', 'SameSite=Strict; SameSite=Sometimes', { sameSite: 'default' }],
    ['Partitioned', 'Partitioned', { partitioned: true }],
  ]
  it.each(table)('%s', (_rule, attributes, expected) => expect(read(attributes)).toMatchObject(expected))
})

describe('what is said of attributes', () => {
  const table: [attributes: string, codes: string[]][] = [
    ['Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=5; Domain=shop.test; Partitioned', []],
    ['Foo=bar; ;=', ['unknown-attribute']],
    ['Priority=High', ['priority-attribute']],
    [`Foo=${x(1025)}`, ['attribute-too-long']],
    ['Path=/a; Path=/b', ['attribute-repeated']],
    ['Domain=a.test; Domain=b.test; SameSite=Lax; SameSite=None', ['attribute-repeated', 'attribute-repeated']],
    ['Secure=false; HttpOnly=0; Partitioned=no', ['value-ignored', 'value-ignored', 'value-ignored']],
    ['Expires=tomorrow', ['expires-unreadable']],
    [`Expires=${SOON}; Max-Age=5`, ['expires-overruled']],
    [`Expires=${SOON}; Max-Age=soon`, ['max-age-unreadable']],
    ['Max-Age=5; Max-Age=6', ['attribute-repeated']],
    ['Max-Age=99999999', ['lifetime-capped']],
    ['Expires=1 Jan 2037 0:0:0', ['lifetime-capped']],
    ['Domain=.shop.test', ['domain-leading-dot']],
    ['Domain=', ['domain-empty']],
    ['Path=x', ['path-not-absolute']],
    ['SameSite=Sometimes', ['same-site-unknown']],
  ]
  it.each(table)('%s', (attributes, expected) => expect(codes(attributes)).toEqual(expected))

  it('names the cap on what scripts set', () => expect(read('Max-Age=1000000', 'safari', false).findings[0]?.code).toBe('script-lifetime-capped'))
  it('names a Partitioned that the browser does not know', () => {
    const result = readAttributes([{ name: 'partitioned', value: '', text: 'Partitioned' }], {
      now: NOW,
      viaHttp: true,
      profile: { ...PROFILES.safari, hasPartitioned: false },
    })
    expect([result.partitioned, result.findings[0]?.code]).toEqual([false, 'partitioned-unknown'])
  })
  it('gives the text as it stands', () => expect(read(' SameSite = Sometimes ').findings[0]?.text).toBe('SameSite = Sometimes'))
  it('ends after fifty remarks', () => expect(read('Foo; '.repeat(1000)).findings).toHaveLength(50))
})
