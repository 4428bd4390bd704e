/** That work grows with what is asked and no faster: by counting what is touched, and by comparing sizes, never by the clock alone. */
import { describe, expect, it, vi } from 'vitest'
import { EMPTY_JAR, type Jar } from './jar.ts'
import { retrieveCookies } from './retrieve-cookies.ts'
import { storeCookie } from './store-cookie.ts'
import { inputOf, jarOf, lineInputOf } from './test-jar.ts'

vi.setConfig({ testTimeout: 60_000 })

const SMALL = 64 * 1024
const LARGE = 16 * SMALL

/** Milliseconds of processor time, the best of three: noise only ever adds. */
const cost = (work: () => void): number => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

describe('a line of 1 MB takes sixteen times what 64 KB take, not two hundred and fifty-six times', () => {
  const shapes: [name: string, lineOf: (length: number) => string][] = [
    ['a long value', (length) => `a=${'x'.repeat(length)}`],
    ['a long name', (length) => `${'x'.repeat(length)}=1`],
    ['white space inside the value', (length) => `a=x${' '.repeat(length)}x`],
    ['white space and nothing else', (length) => ' \t'.repeat(length / 2)],
    ['equals signs', (length) => '='.repeat(length)],
    ['semicolons', (length) => `a=1${';'.repeat(length)}`],
    ['attributes that nobody knows', (length) => `a=1${'; x=y'.repeat(length / 5)}`],
    ['the same attribute', (length) => `a=1${'; Path=/x'.repeat(length / 9)}`],
    ['dates', (length) => `a=1${'; Expires=3 Mar 2027 10:20:30'.repeat(length / 29)}`],
    ['a long date', (length) => `a=1; Expires=${'1 '.repeat(length / 2)}`],
    ['a long number', (length) => `a=1; Max-Age=${'9'.repeat(length)}`],
    ['a long domain', (length) => `a=1; Domain=${'a.'.repeat(length / 2)}shop.test`],
    ['a control character at the end', (length) => `a=${'x'.repeat(length)}\x01`],
    ['a promise that is broken', (length) => `__Host-a=1; Domain=shop.test${'; x'.repeat(length / 3)}`],
  ]
  it.each(shapes)(
    '%s',
    (_name, lineOf) => {
      const store = (length: number) => {
        const input = lineInputOf(lineOf(length))
        return () => storeCookie(EMPTY_JAR, input)
      }
      const [small, large] = [store(SMALL), store(LARGE)]
      small()
      large()
      // Five milliseconds are allowed for what a small line is too short to show.
      expect(cost(large)).toBeLessThan(64 * cost(small) + 5)
    },
    60_000,
  )
})

/** So many sites with a cookie each, and one with three. */
const jarOfSites = (count: number): Jar => {
  let jar = jarOf(['a=1', 'b=1', 'c=1'])
  for (let index = 0; index < count; index++) jar = storeCookie(jar, lineInputOf('a=1', { url: `https://s${index}.test/` })).jar
  return jar
}
/** How many drawers were copied from one jar to the next, those of the shards that changed. */
const copied = (before: Jar, after: Jar) => after.shards.reduce((sum, shard, index) => sum + (shard === before.shards[index] ? 0 : shard.length), 0)

describe('a jar of 10,000 cookies', () => {
  const jar = jarOfSites(10_000)

  it('is read only where the host’s cookies lie', () => {
    const touched: string[] = []
    const watched: Jar = {
      ...jar,
      shards: jar.shards.map((shard) =>
        shard.map(({ label, cookies }) => ({
          label,
          get cookies() {
            touched.push(label)
            return cookies
          },
        })),
      ),
    }
    expect(retrieveCookies(watched, { ...inputOf({}), explain: 'site' }).header).toBe('a=1; b=1; c=1')
    expect(new Set(touched)).toEqual(new Set(['shop.test']))
  })

  it('is copied in a small part when one cookie is stored or used', () => {
    const stored = storeCookie(jar, lineInputOf('d=1')).jar
    const used = retrieveCookies(jar, inputOf({ now: inputOf({}).now + 3_600_000 })).jar
    for (const after of [stored, used]) {
      expect(copied(jar, after)).toBeGreaterThan(0)
      expect(copied(jar, after)).toBeLessThan(100)
    }
  })

  it('spreads evenly', () => {
    const sizes = jar.shards.map((shard) => shard.length)
    expect(Math.max(...sizes)).toBeLessThan((3 * 10_000) / jar.shards.length)
    expect(Math.min(...sizes)).toBeGreaterThan(0)
  })

  it('is filled in a time that grows with the cookies', () => {
    const fill = (count: number) => () => jarOfSites(count)
    fill(1000)()
    expect(cost(fill(10_000))).toBeLessThan(40 * cost(fill(1000)))
  })

  it('explains every cookie in a time that grows with them', () => {
    const small = jarOfSites(1000)
    const explain = (of: Jar) => () => retrieveCookies(of, inputOf({}))
    expect(cost(explain(jar))).toBeLessThan(40 * cost(explain(small)) + 5)
  })
})
