import { describe, expect, it } from 'vitest'
import { endSession, expireCookies } from '../expire-cookies.ts'
import { allCookies, EMPTY_JAR, type Jar } from '../jar.ts'
import { retrieveCookies } from '../retrieve-cookies.ts'
import { storeCookie } from '../store-cookie.ts'
import { decide, inputOf, jarOf, lineInputOf, NOON } from '../test-jar.ts'
import { LIMITS } from './evict-cookies.ts'

const DAY = 86_400_000
const lines = (count: number, attributes = '') => Array.from({ length: count }, (_, index) => `c${index}=1${attributes}`)
const names = (jar: Jar) => allCookies(jar).map(({ name }) => name)
const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => `c${first + index}`)

describe('Chromium: too many cookies of a site', () => {
  it('180 are not too many', () => expect(names(jarOf(lines(180)))).toHaveLength(180))
  it('one more leaves the 150 used last', () => expect(names(jarOf(lines(181)))).toEqual(numbers(31, 180)))
  it('and the decision names the others', () => {
    expect(decide('more=1', { now: NOON + 1000 }, jarOf(lines(180))).evicted.map(({ name }) => name)).toEqual(numbers(0, 30))
  })
  it('all hosts of the site count together', () => {
    const jar = jarOf(lines(100), { url: 'https://b.shop.test/' }, jarOf(lines(80)))
    expect(names(jarOf(['more=1'], { now: NOON + 1000 }, jar))).toHaveLength(150)
  })
  it('other sites do not', () => {
    const jar = jarOf(lines(180), { url: 'https://other.test/' }, jarOf(lines(180)))
    expect(names(jar)).toHaveLength(360)
  })
  it('those without Secure go first', () => {
    const mixed = Array.from({ length: 181 }, (_, index) => `c${index}=1${index % 10 === 9 ? '' : '; Secure'}`)
    const left = names(jarOf(mixed))
    expect(left).toHaveLength(150)
    expect(left.filter((name) => name.endsWith('9'))).toEqual([])
    expect(left[0]).toBe('c14')
  })
  it('a use saves a cookie', () => {
    const used = retrieveCookies(jarOf(['keep=1; Path=/k', ...lines(179)]), inputOf({ url: 'https://a.shop.test/k', now: NOON + 5 * 60_000 })).jar
    expect(names(jarOf(['more=1'], { now: NOON + 6 * 60_000 }, used))).toContain('keep')
  })
  it('to be set again in the same millisecond is a use too', () => {
    const left = names(jarOf([...lines(100), 'c0=1', ...lines(181).slice(100)]))
    expect(left).toHaveLength(150)
    expect(left[0]).toBe('c0')
    expect(left[1]).toBe('c32')
  })
  it('what has expired goes before all else', () => {
    const jar = jarOf(['more=1'], { now: NOON + 60_000 }, jarOf(lines(10, '; Max-Age=5'), {}, jarOf(lines(170, '; Path=/'))))
    expect(names(jar)).toHaveLength(171)
  })
})

describe('Chromium: too much of a site in one partition', () => {
  const partitioned = '; Secure; Partitioned'
  it('180 cookies are not too many', () => expect(names(jarOf(lines(180, partitioned)))).toHaveLength(180))
  it('one more costs the one used longest ago', () => expect(names(jarOf(lines(181, partitioned)))).toEqual(numbers(1, 180)))
  it('10,240 bytes of names and values are not too much', () => {
    const jar = jarOf(Array.from({ length: 10 }, (_, index) => `n${index}=${'x'.repeat(1022)}${partitioned}`))
    expect(names(jar)).toHaveLength(10)
    expect(names(jarOf([`a=${partitioned}`], { now: NOON + 1000 }, jar))).toEqual([...Array.from({ length: 9 }, (_, index) => `n${index + 1}`), 'a'])
  })
  it('each partition is counted by itself, and apart from the rest', () => {
    const other = { site: 'https://news.test', hasCrossSiteAncestor: true }
    const jar = jarOf(lines(180), {}, jarOf(lines(180, partitioned), { partitionKey: other }, jarOf(lines(180, partitioned))))
    expect(names(jar)).toHaveLength(540)
    expect(jar.unpartitioned).toBe(180)
  })
})

describe('Chromium: too many cookies in the jar', () => {
  /** One cookie for each of so many sites. */
  const sites = (count: number, now: number, attributes = '') => {
    let jar = EMPTY_JAR
    for (let index = 0; index < count; index++)
      jar = storeCookie(jar, lineInputOf(`c${index}=1${attributes}`, { url: `https://s${index}.test/`, now: now + index })).jar
    return jar
  }
  it('3300 are not too many', () => expect(jarOf(['more=1'], { now: NOON }, sites(3299, NOON - 40 * DAY)).unpartitioned).toBe(3300))
  it('one more leaves the 3000 used last', () => {
    const { jar, decision } = storeCookie(sites(3300, NOON - 40 * DAY), lineInputOf('more=1'))
    expect(jar.unpartitioned).toBe(LIMITS.perJarAfterPurge)
    expect(decision.evicted.map(({ name }) => name).sort()).toEqual(numbers(0, 300).sort())
  })
  it('but none that was used within thirty days goes', () => {
    expect(storeCookie(sites(3300, NOON - 29 * DAY), lineInputOf('more=1')).jar.unpartitioned).toBe(3301)
  })
  it('those that have expired go without counting', () => {
    const jar = jarOf(['old=1'], { url: 'https://old.test/', now: NOON - 40 * DAY }, sites(3300, NOON - 29 * DAY, '; Max-Age=1'))
    expect(names(storeCookie(jar, lineInputOf('more=1')).jar)).toEqual(expect.arrayContaining(['old', 'more']))
    expect(storeCookie(jar, lineInputOf('more=1')).jar.unpartitioned).toBe(2)
  })
})

describe('RFC 6265bis §5.7: time and sessions', () => {
  const jar = jarOf(['session=1', 'short=1; Max-Age=60', 'long=1; Max-Age=600'])
  it('what has expired is taken out and named', () => {
    const { jar: rest, expired } = expireCookies(jar, NOON + 100_000)
    expect([names(rest), expired.map(({ name }) => name)]).toEqual([['session', 'long'], ['short']])
    expect(rest.unpartitioned).toBe(2)
  })
  it('the jar is the same when nothing has', () => expect(expireCookies(jar, NOON).jar).toBe(jar))
  it('the end of a session takes cookies without a lifetime', () => expect(names(endSession(jar))).toEqual(['short', 'long']))
})
