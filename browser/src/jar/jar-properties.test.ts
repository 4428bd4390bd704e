import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ProfileName } from '../profile.ts'
import { ATTRIBUTE_SECTIONS, RETRIEVE_SECTIONS, STORE_SECTIONS } from '../reasons/jar-sections.ts'
import { registrableDomain } from '../sites/public-suffix.ts'
import type { Cookie, SameSiteContext } from './cookie.ts'
import { expireCookies } from './expire-cookies.ts'
import { allCookies, EMPTY_JAR, type Jar, placeOf, withCookiesAt, withoutCookies } from './jar.ts'
import { inOrderOfSending, retrieveCookies } from './retrieve-cookies.ts'
import { withoutControlCharacters } from './set-cookie/edit-set-cookie.ts'
import { storeCookie } from './store-cookie.ts'
import { headerOf, inputOf, lineInputOf, NOON, type Setting } from './test-jar.ts'

// Histories take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 60_000 })

const RUNS = { numRuns: 300 }

const url = fc
  .record({
    scheme: fc.constantFrom('https', 'http'),
    host: fc.oneof(
      { weight: 3, arbitrary: fc.constant('a.shop.test') },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'shop.test',
          'b.a.shop.test',
          'evil.test',
          'localhost',
          '10.0.0.1',
          'co.uk',
          'me.github.io',
          '[::1]',
          'shop.test.',
          'x..',
          '__proto__',
        ),
      },
    ),
    path: fc.constantFrom('/', '/', '/x', '/x/', '/x/y', '/X', '/xy', '//'),
  })
  .map(({ scheme, host, path }) => `${scheme}://${host}${path}`)
const setting: fc.Arbitrary<Setting> = fc.record({
  url,
  profile: fc.constantFrom<ProfileName>('chromium', 'firefox', 'safari'),
  now: fc.integer({ min: 0, max: 400_000 }).map((offset) => NOON + offset),
  viaHttp: fc.constantFrom(true, true, false),
  sameSiteContext: fc.constantFrom<SameSiteContext>('strict', 'strict', 'strict', 'lax', 'lax-unsafe', 'cross-site'),
  thirdPartyBlocked: fc.constantFrom(false, false, false, true),
  partitionKey: fc.constantFrom(
    null,
    { site: 'https://shop.test', hasCrossSiteAncestor: false },
    { site: 'https://shop.test', hasCrossSiteAncestor: true },
    { site: 'https://news.test', hasCrossSiteAncestor: true },
  ),
})

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 60 })
const name = fc.constantFrom('a', 'a', 'a', 'b', '', '__Host-a', '__Secure-a', '__Http-a', '__Host-Http-a', '__host-b', 'a b', '__proto__')
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constant('1') },
  fc.constantFrom('1', '2', '', '=', '__Host-x', '__Secure-x', '__http-x', 'x'.repeat(4095), 'a\tb', '\x01'),
  bytes,
)
const attribute = fc.oneof(
  fc.constantFrom(
    'Domain=shop.test',
    'Domain=.shop.test',
    'Domain=a.shop.test',
    'Domain=test',
    'Domain=evil.test',
    'Domain=',
    'Domain=.',
    'Domain=10.0.0.1',
    'Domain=sh\xf6p.test',
  ),
  fc.constantFrom('Path=/', 'Path=/x', 'Path=x', 'Path=', `Path=/${'x'.repeat(1024)}`),
  fc.constantFrom(
    'Max-Age=0',
    'Max-Age=60',
    'Max-Age=99999999',
    'Max-Age=-1',
    'Max-Age=x',
    'Expires=Wed, 21 Oct 2015 07:28:00 GMT',
    'Expires=3 Mar 2027 10:20:30',
    'Expires=no',
  ),
  fc.constantFrom(
    'Secure',
    'HttpOnly',
    'Secure=1',
    'Partitioned',
    'Priority=High',
    'SameSite=Strict',
    'SameSite=Lax',
    'SameSite=None',
    'SameSite=no',
  ),
  bytes,
)
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(name, fc.constantFrom('=', '=', '=', ''), value, fc.array(attribute, { maxLength: 6 }))
      .map(([n, sign, v, rest]) => [`${n}${sign}${v}`, ...rest].join('; ')),
  },
  { weight: 1, arbitrary: fc.constantFrom('a=1; Path=/; HttpOnly', 'a=2; Path=/', 'a=1; Path=/; Secure') },
  { weight: 1, arbitrary: bytes },
)
/** What a browser has been through: lines, each on its occasion, in the order of time. */
const history = fc
  .array(fc.record({ line, setting }), { maxLength: 25 })
  .map((entries) => entries.toSorted((a, b) => (a.setting.now ?? 0) - (b.setting.now ?? 0)))

const play = (entries: readonly { line: string; setting: Setting }[]): Jar =>
  entries.reduce((jar, entry) => storeCookie(jar, lineInputOf(entry.line, entry.setting)).jar, EMPTY_JAR)
const withCookie = (jar: Jar, cookie: Cookie): Jar => withCookiesAt(jar, placeOf(cookie.domain, cookie.partitionKey, registrableDomain), [cookie])

describe('what comes', () => {
  it('reaches every verdict but those that need another suffix list or another browser', () => {
    const codes = new Set<string>()
    for (const [entries, last, occasion] of fc.sample(fc.tuple(history, line, setting), { seed: 20261122, numRuns: 4000 })) {
      const jar = play(entries)
      const { decision } = storeCookie(jar, lineInputOf(last, occasion))
      for (const { code } of [decision, ...decision.attributes, ...retrieveCookies(jar, inputOf(occasion)).decisions]) codes.add(code)
    }
    expect(Object.keys({ ...STORE_SECTIONS, ...RETRIEVE_SECTIONS, ...ATTRIBUTE_SECTIONS }).filter((code) => !codes.has(code))).toEqual([
      'domain-became-public-suffix',
      'partitioned-unknown',
    ])
  })
})

/** How often a line names each attribute. */
function timesSaid(text: string): Map<string, number> {
  const names = text
    .split(';')
    .slice(1)
    .map((attribute) => (attribute.split('=')[0] ?? '').replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase())
  return names.reduce((times, name) => times.set(name, (times.get(name) ?? 0) + 1), new Map<string, number>())
}

describe('storing, whatever comes', () => {
  it('never throws, and gives a code of the table', () => {
    fc.assert(
      fc.property(history, line, setting, (entries, last, occasion) => {
        const { decision } = storeCookie(play(entries), lineInputOf(last, occasion))
        expect(Object.keys(STORE_SECTIONS)).toContain(decision.code)
        for (const { code } of decision.attributes) expect(Object.keys(ATTRIBUTE_SECTIONS)).toContain(code)
        expect(decision.section).toBe(STORE_SECTIONS[decision.code])
      }),
      RUNS,
    )
  })

  it('keeps one cookie of a name, domain, host-only, path and partition', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const jar = play(entries)
        const keys = allCookies(jar).map(({ name, domain, hostOnly, path, partitionKey }) =>
          JSON.stringify([name, domain, hostOnly, path, partitionKey]),
        )
        expect(new Set(keys).size).toBe(keys.length)
        expect(jar.unpartitioned).toBe(allCookies(jar).filter(({ partitionKey }) => partitionKey === null).length)
      }),
      RUNS,
    )
  })

  it('keeps nothing that breaks a promise', () => {
    fc.assert(
      fc.property(history, (entries) => {
        for (const { name, value, secure, hostOnly, path, domain } of allCookies(play(entries))) {
          expect(name.length + value.length).toBeGreaterThan(0)
          expect(name.length + value.length).toBeLessThanOrEqual(4096)
          if (/^__(secure|host)-/i.test(name)) expect(secure).toBe(true)
          if (/^__host-/i.test(name)) expect([hostOnly, path]).toEqual([true, '/'])
          if (!hostOnly && !/^[\d.]+$|^\[/.test(domain)) expect(registrableDomain(domain)).not.toBeNull()
        }
      }),
      RUNS,
    )
  })

  it('twice is storing once, but for times', () => {
    fc.assert(
      fc.property(history, line, setting, (entries, last, occasion) => {
        const once = storeCookie(play(entries), lineInputOf(last, occasion)).jar
        const twice = storeCookie(once, lineInputOf(last, { ...occasion, now: (occasion.now ?? NOON) + 5 })).jar
        const timeless = (jar: Jar) =>
          allCookies(jar).map((cookie) => ({
            ...cookie,
            createdAt: 0,
            lastAccessAt: 0,
            order: 0,
            useOrder: 0,
            expiresAt: cookie.expiresAt === null ? null : 0,
          }))
        const shortLived = allCookies(once).some(({ expiresAt }) => expiresAt !== null && expiresAt <= (occasion.now ?? NOON) + 5)
        if (!shortLived) expect(timeless(twice)).toEqual(timeless(once))
      }),
      RUNS,
    )
  })

  it('is kept after the change that it suggests, and not after a part of it', () => {
    fc.assert(
      fc.property(history, line, setting, (entries, last, occasion) => {
        const jar = play(entries)
        const input = lineInputOf(last, occasion)
        const { outcome, change } = storeCookie(jar, input).decision
        if (outcome === 'stored' || outcome === 'replaced') {
          expect(change).toBeNull()
          return
        }
        const changed = storeCookie(jar, { ...input, ...change?.occasion, line: change?.line ?? last }).decision
        const isMeantToDelete = outcome === 'refused' && changed.outcome === 'deleted'
        expect(isMeantToDelete || ['stored', 'replaced'].includes(changed.outcome), JSON.stringify(change)).toBe(true)
        // Without its control characters one name can become another.
        const before = timesSaid(withoutControlCharacters(last))
        for (const [name, times] of timesSaid(change?.line ?? '')) expect(times, name).toBeLessThanOrEqual(before.get(name) ?? 1)
        if (!change?.line || !change.occasion || outcome !== 'refused') return
        expect(storeCookie(jar, { ...input, line: change.line }).decision.outcome, 'the line alone').toBe('refused')
        for (const dropped of Object.keys(change.occasion)) {
          const rest = { ...change.occasion, [dropped]: input[dropped as keyof typeof change.occasion] }
          expect(storeCookie(jar, { ...input, ...rest, line: change.line }).decision.outcome, `without ${dropped}`).toBe('refused')
        }
        expect(storeCookie(jar, { ...input, ...change.occasion }).decision.outcome, 'the occasion alone').toBe('refused')
      }),
      { numRuns: 1500 },
    )
  })
})

describe('retrieving, whatever was stored', () => {
  it('sends nothing that has expired or does not fit', () => {
    fc.assert(
      fc.property(history, setting, (entries, occasion) => {
        const input = inputOf(occasion)
        const { hostname, protocol, pathname } = input.url
        for (const { outcome, cookie } of retrieveCookies(play(entries), input).decisions) {
          if (outcome === 'withheld') continue
          expect(cookie.expiresAt === null || cookie.expiresAt > input.now).toBe(true)
          expect(cookie.domain === hostname || (!cookie.hostOnly && `.${hostname}`.endsWith(`.${cookie.domain}`))).toBe(true)
          expect(`${pathname}/`.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`)).toBe(true)
          if (cookie.secure) expect(protocol === 'https:' || /localhost|127\.|\[::1\]/.test(hostname)).toBe(true)
          if (cookie.httpOnly) expect(input.viaHttp).toBe(true)
          if (cookie.sameSite === 'strict') expect(input.sameSiteContext).toBe('strict')
          if (cookie.sameSite === 'lax') expect(['strict', 'lax']).toContain(input.sameSiteContext)
          if (cookie.partitionKey) expect(cookie.partitionKey).toEqual(input.partitionKey)
          if (input.thirdPartyBlocked) expect(cookie.partitionKey).not.toBeNull()
        }
      }),
      RUNS,
    )
  })

  it('decides on every cookie, by a code of the table, and the header holds those that are sent', () => {
    fc.assert(
      fc.property(history, setting, (entries, occasion) => {
        const jar = play(entries)
        const { header, decisions } = retrieveCookies(jar, inputOf(occasion))
        expect(decisions.map(({ cookie }) => cookie)).toEqual(allCookies(jar))
        for (const { code, section } of decisions) expect(RETRIEVE_SECTIONS[code]).toBe(section)
        const sent = decisions.filter(({ outcome }) => outcome === 'sent').map(({ cookie }) => cookie)
        const written = sent.sort(inOrderOfSending).map((cookie) => (cookie.name === '' ? cookie.value : `${cookie.name}=${cookie.value}`))
        expect(header).toBe(sent.length === 0 ? null : written.join('; '))
      }),
      RUNS,
    )
  })

  it('sends the same when it explains only where it looks', () => {
    fc.assert(
      fc.property(history, setting, (entries, occasion) => {
        const jar = play(entries)
        const near = retrieveCookies(jar, { ...inputOf(occasion), explain: 'site' })
        const all = retrieveCookies(jar, inputOf(occasion))
        expect([near.header, near.jar]).toEqual([all.header, all.jar])
        const sent = (decisions: typeof all.decisions) => decisions.filter(({ outcome }) => outcome === 'sent').length
        expect(sent(near.decisions)).toBe(sent(all.decisions))
      }),
      RUNS,
    )
  })

  it('is in an order that leaves no two cookies level', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const cookies = allCookies(play(entries))
        for (const a of cookies) for (const b of cookies) expect(Math.sign(inOrderOfSending(a, b)) + Math.sign(inOrderOfSending(b, a))).toBe(0)
        for (const a of cookies) for (const b of cookies) if (a !== b) expect(inOrderOfSending(a, b)).not.toBe(0)
        expect(cookies.toReversed().sort(inOrderOfSending)).toEqual(cookies.toSorted(inOrderOfSending))
      }),
      RUNS,
    )
  })

  it('sends a cookie after the change that is suggested, and not after a part of it', () => {
    fc.assert(
      fc.property(history, setting, (entries, occasion) => {
        const input = inputOf(occasion)
        for (const { outcome, cookie, change } of retrieveCookies(play(entries), input).decisions) {
          if (outcome === 'sent') {
            expect(change).toBeNull()
            continue
          }
          expect(change?.text).toBeTruthy()
          const changed = { ...cookie, ...change?.cookie }
          const { decisions, header } = retrieveCookies(withCookie(EMPTY_JAR, changed), { ...input, ...change?.occasion })
          expect([decisions[0]?.outcome, header === null], JSON.stringify({ cookie, change })).toEqual(['sent', false])
          // SameSite=None and Partitioned bring Secure along, without which nobody would store them.
          if (change?.cookie?.secure) continue
          for (const dropped of Object.keys({ ...change?.cookie, ...change?.occasion })) {
            // Both are one attribute, Domain.
            if (dropped === 'hostOnly' && change?.cookie?.domain !== undefined) continue
            const lesser = { ...changed, ...(change?.cookie && dropped in change.cookie ? { [dropped]: cookie[dropped as keyof Cookie] } : {}) }
            const before = {
              ...input,
              ...change?.occasion,
              ...(change?.occasion && dropped in change.occasion ? { [dropped]: input[dropped as keyof typeof input] } : {}),
            }
            expect(retrieveCookies(withCookie(EMPTY_JAR, lesser), before).decisions[0]?.outcome, `without ${dropped}`).toBe('withheld')
          }
        }
      }),
      { numRuns: 600 },
    )
  })
})

describe('a jar', () => {
  it('is the same after it was written down and read again', () => {
    fc.assert(
      fc.property(history, setting, (entries, occasion) => {
        const jar = play(entries)
        const restored: Jar = JSON.parse(JSON.stringify(jar))
        expect(restored).toEqual(jar)
        expect(retrieveCookies(restored, inputOf(occasion))).toEqual(retrieveCookies(jar, inputOf(occasion)))
      }),
      RUNS,
    )
  })

  it('loses by the clock what has expired, and nothing else', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 300_000 }), (entries, offset) => {
        const jar = play(entries)
        const { jar: rest, expired } = expireCookies(jar, NOON + offset)
        expect(allCookies(rest).length + expired.length).toBe(allCookies(jar).length)
        expect(expired.every(({ expiresAt }) => expiresAt !== null && expiresAt <= NOON + offset)).toBe(true)
        expect(allCookies(rest).every(({ expiresAt }) => expiresAt === null || expiresAt > NOON + offset)).toBe(true)
      }),
      RUNS,
    )
  })

  it('is not changed by what is done with it', () => {
    fc.assert(
      fc.property(history, line, setting, (entries, last, occasion) => {
        const jar = play(entries)
        const before = structuredClone(jar)
        storeCookie(jar, lineInputOf(last, occasion))
        retrieveCookies(jar, inputOf(occasion))
        withoutCookies(jar, () => true)
        expect(jar).toEqual(before)
        expect(headerOf(jar, occasion)).toBe(headerOf(before, occasion))
      }),
      RUNS,
    )
  })
})
