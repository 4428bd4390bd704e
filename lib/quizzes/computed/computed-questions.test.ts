import type { SameSiteContext } from '@crumbtrail/browser/jar/cookie'
import type { Occasion } from '@crumbtrail/browser/jar/decision'
import { endSession } from '@crumbtrail/browser/jar/expire-cookies'
import { EMPTY_JAR } from '@crumbtrail/browser/jar/jar'
import { retrieveCookies } from '@crumbtrail/browser/jar/retrieve-cookies'
import { storeCookie } from '@crumbtrail/browser/jar/store-cookie'
import { PROFILES, type ProfileName } from '@crumbtrail/browser/profile'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import { describe, expect, it } from 'vitest'
import type { AskKind } from '#lib/cookies/asking-rules.ts'
import { makeCookiesSent } from './cookies-sent.ts'
import type { MadeQuestion } from './made-question.ts'
import { judgeLine, makeSetCookieVerdict, verdictWords } from './set-cookie-verdict.ts'
import { DIFFICULTIES, type Recipe, SENDING_TOPICS, TOPICS, type Topic } from './topics.ts'

const SEEDS = 60
/** Thousands of questions on a machine that has other things to do. */
const PATIENCE = { timeout: 120_000 }
const recipesOf = (topics: readonly Topic[]): Recipe[] => {
  const pairs = topics.flatMap((one, index) => topics.slice(index + 1).map((other) => [one, other]))
  return DIFFICULTIES.flatMap((difficulty) => [...topics.map((topic) => [topic]), ...pairs, [...topics]].map((about) => ({ about, difficulty })))
}

/** Seeds far apart, the smallest and the largest among them. */
const seeds = Array.from({ length: SEEDS }, (_, index) => Math.round((index / (SEEDS - 1)) * 0xffff_ffff))
/** Every form is made once, and looked at by several tests. */
const madeBy = new Map<unknown, { made: MadeQuestion; recipe: Recipe; name: string }[]>()

function everyForm(
  make: (seed: number, recipe: Recipe) => MadeQuestion,
  topics: readonly Topic[],
  look: (made: MadeQuestion, recipe: Recipe, name: string) => void,
): void {
  const known =
    madeBy.get(make) ??
    recipesOf(topics).flatMap((recipe) =>
      seeds.map((seed) => ({ made: make(seed, recipe), recipe, name: `${recipe.difficulty} ${recipe.about.join()} ${seed}` })),
    )
  madeBy.set(make, known)
  for (const { made, recipe, name } of known) look(made, recipe, name)
}

/** A question as its reader takes it: nothing but the words on the page decide. */
type Read = { kind: AskKind; url: string; from: string; profile: ProfileName }

const BROWSERS: Record<string, ProfileName> = { Chrome: 'chromium', Firefox: 'firefox', Safari: 'safari' }
const KINDS: [RegExp, AskKind][] = [
  [/`(?<url>[^`]+)` is typed into the address bar/, 'address-bar'],
  [/a link on `(?<from>[^`]+)` leads to `(?<url>[^`]+)`/, 'link'],
  [/a form on `(?<from>[^`]+)` posts to `(?<url>[^`]+)`/, 'form'],
  [/a script on `(?<from>[^`]+)` calls `fetch\('(?<url>[^']+)', \{ credentials: 'include' \}\)`/, 'fetch'],
  [/`(?<from>[^`]+)` shows a picture from `(?<url>[^`]+)`/, 'image'],
  [/`(?<from>[^`]+)` shows `(?<url>[^`]+)` in a frame/, 'iframe'],
  [/a script of the page `(?<url>[^`]+)` reads `document\.cookie`/, 'script'],
]

function readAsking(words: string, profile: ProfileName): Read {
  for (const [pattern, kind] of KINDS) {
    const { url, from } = pattern.exec(words)?.groups ?? {}
    if (url !== undefined) return { kind, url, from: from ?? url, profile }
  }
  throw new Error(`nobody asks in: ${words}`)
}

const profileIn = (words: string): ProfileName => BROWSERS[/^(Chrome|Firefox|Safari)\b/.exec(words)?.[1] ?? ''] ?? 'chromium'

/** In this world every host belongs to one of three sites, each by its last two labels; a site has a scheme. */
const siteOf = (url: string) => `${new URL(url).protocol}//${new URL(url).hostname.split('.').slice(-2).join('.')}`

/** The occasion as one would work it out by hand from rfc6265bis §5.2, without the rules that made the question. */
function occasionByHand({ kind, url, from, profile }: Read, now: number, isStoring: boolean): Occasion {
  const isForeign = siteOf(url) !== siteOf(from) && kind !== 'address-bar' && kind !== 'script'
  const foreign: SameSiteContext = kind === 'link' ? 'lax' : kind === 'form' ? (isStoring ? 'lax' : 'lax-unsafe') : 'cross-site'
  const isPart = kind === 'fetch' || kind === 'image' || kind === 'iframe'
  const { protocol, hostname, pathname } = new URL(url)
  return {
    url: { protocol, hostname, pathname },
    now,
    viaHttp: kind !== 'script',
    sameSiteContext: isForeign ? foreign : 'strict',
    partitionKey: { site: siteOf(isPart ? from : url), hasCrossSiteAncestor: isForeign && isPart },
    thirdPartyBlocked: isForeign && isPart && profile !== 'chromium',
  }
}

const MINUTES: Record<string, number> = { 'One minute': 1, 'Ten minutes': 10, 'An hour and a half': 90 }

function sentByWords({ situation }: MadeQuestion): string[] {
  const profile = profileIn(situation)
  let jar = EMPTY_JAR
  let now = 0
  for (const [, url = '', line = ''] of situation.matchAll(/^\| `(http[^`]+)` \| `([^`]+)` \|$/gm)) {
    const occasion = occasionByHand({ kind: 'address-bar', url, from: url, profile }, now, true)
    jar = storeCookie(jar, { ...occasion, line, profile: PROFILES[profile], registrableDomain }).jar
    now += 1000
  }
  if (situation.includes('closed and opened again')) jar = endSession(jar)
  const [, wait = '', happening = ''] = /(One minute|Ten minutes|An hour and a half) after the first, (.*)$/.exec(situation) ?? []
  const occasion = occasionByHand(readAsking(happening, profile), Number(MINUTES[wait]) * 60_000, false)
  const { header } = retrieveCookies(jar, { ...occasion, profile: PROFILES[profile], registrableDomain })
  return (header ?? '').split('; ').map((pair) => `\`${pair}\``)
}

const distinct = (made: MadeQuestion) => new Set(made.options.map(({ text }) => text)).size

describe('a question of which cookies go along', () => {
  it('is whole for every seed, topic and difficulty: some right, some not, all told apart and explained', PATIENCE, () => {
    everyForm(makeCookiesSent, SENDING_TOPICS, (made, { difficulty }, name) => {
      expect(made.options, name).toHaveLength({ basic: 3, intermediate: 4, advanced: 5 }[difficulty])
      expect(distinct(made), name).toBe(made.options.length)
      const rights = made.options.filter(({ isRight }) => isRight).length
      expect(rights > 0 && rights < made.options.length, name).toBe(true)
      expect(
        made.options.every(({ why }) => why.length > 20),
        name,
      ).toBe(true)
      expect(made.situation + made.explanation, name).not.toMatch(/undefined|null|NaN|\[object/)
    })
  })

  it('has the answer that follows from its words, worked out another way', PATIENCE, () => {
    everyForm(makeCookiesSent, SENDING_TOPICS, (made, _, name) => {
      const rights = made.options.filter(({ isRight }) => isRight).map(({ text }) => text)
      expect(sentByWords(made).toSorted(), `${name}\n${made.situation}`).toEqual(rights.toSorted())
    })
  })

  it('is the same for the same seed for ever', () => {
    const made = makeCookiesSent(4711, { about: ['secure', 'http-only'], difficulty: 'intermediate' })
    expect(made.options.map(({ text, isRight }) => `${isRight ? 'sent' : 'kept back'} ${text}`)).toMatchInlineSnapshot(`
      [
        "kept back \`visitor=5f0c\`",
        "kept back \`sid=9f2c\`",
        "kept back \`lang=de\`",
        "sent \`cart=b71e\`",
      ]
    `)
    expect(made.situation).toMatchInlineSnapshot(`
      "The browser holds what these responses set, each of a page opened from the address bar:

      | Response from | Set-Cookie |
      | --- | --- |
      | \`https://shop.test/\` | \`visitor=5f0c; Path=/; HttpOnly\` |
      | \`https://shop.test/\` | \`sid=9f2c; Path=/; Secure\` |
      | \`https://shop.test/\` | \`lang=de; Path=/; Secure\` |
      | \`https://shop.test/\` | \`cart=b71e; Path=/\` |

      Ten minutes after the first, a script of the page \`http://shop.test/\` reads \`document.cookie\`."
    `)
  })

  it('is another one for most other seeds', () => {
    const forms = new Set(seeds.map((seed) => makeCookiesSent(seed, { about: ['same-site'], difficulty: 'intermediate' }).situation))
    expect(forms.size).toBeGreaterThan(SEEDS * 0.95)
  })
})

function lineIn({ situation }: MadeQuestion): { line: string; asking: Read } {
  const profile = profileIn(situation)
  const [, ofScript] = /document\.cookie = '([^']+)'/.exec(situation) ?? []
  const [, ofHeader] = /Set-Cookie: (.+)/.exec(situation) ?? []
  const [, url = ''] = /(?:from|page) `(http[^`]+)`/.exec(situation) ?? []
  const [, happening] = /This is how it came to ask: (.*)\.$/m.exec(situation) ?? []
  const kind = ofScript === undefined ? 'address-bar' : 'script'
  return { line: ofScript ?? ofHeader ?? '', asking: happening ? readAsking(happening, profile) : { kind, url, from: url, profile } }
}

function judgedByHand({ line, asking }: { line: string; asking: Read }, about: readonly Topic[]): string {
  const occasion = occasionByHand(asking, Date.UTC(2026, 4, 28, 12), true)
  return verdictWords(storeCookie(EMPTY_JAR, { ...occasion, line, profile: PROFILES[asking.profile], registrableDomain }).decision, about)
}

/** The line and occasion that the reason of a wrong answer names, in the place of those of the question. */
function otherwise(why: string, { line, asking }: ReturnType<typeof lineIn>): ReturnType<typeof lineIn> {
  const [, otherLine] = /with `([^`]+)`/.exec(why) ?? []
  const [, byScript] = /if a script of `([^`]+)` wrote/.exec(why) ?? []
  const [, fromUrl] = /if it came from `([^`]+)`/.exec(why) ?? []
  const [, happening] = /if it came when (.*)\.$/.exec(why) ?? []
  const { profile } = asking
  const read: Read | null = byScript
    ? { kind: 'script', url: byScript, from: byScript, profile }
    : fromUrl
      ? { kind: 'address-bar', url: fromUrl, from: fromUrl, profile }
      : happening
        ? readAsking(happening, profile)
        : null
  return { line: otherLine ?? line, asking: read ?? asking }
}

/** Lax and Strict are; without SameSite a cookie is in Chrome alone. */
const isKeptToItsSite = (line: string, { profile }: Read) =>
  /SameSite=(Lax|Strict)/.test(line) || (!line.includes('SameSite') && profile === 'chromium')

describe('a question of what becomes of a line', () => {
  it('is whole for every seed, topic and difficulty: one right, all told apart and explained', PATIENCE, () => {
    everyForm(makeSetCookieVerdict, TOPICS, (made, _, name) => {
      expect(made.options.length === 3 || made.options.length === 4, name).toBe(true)
      expect(distinct(made), name).toBe(made.options.length)
      expect(
        made.options.filter(({ isRight }) => isRight),
        name,
      ).toHaveLength(1)
      expect(
        made.options.every(({ why }) => why.length > 20),
        name,
      ).toBe(true)
      expect(JSON.stringify(made), name).not.toMatch(/undefined|null|NaN|\[object/)
    })
  })

  it('has the answer that follows from its words, and each wrong one is right where its reason says', PATIENCE, () => {
    everyForm(makeSetCookieVerdict, TOPICS, (made, { about }, name) => {
      const asked = lineIn(made)
      for (const { text, isRight, why } of made.options)
        expect(judgedByHand(isRight ? asked : otherwise(why, asked), about), `${name}\n${made.situation}\n${why}`).toBe(text)
    })
  })

  it('offers no wrong reason to refuse that holds as well', PATIENCE, () => {
    const holds: [RegExp, (asked: ReturnType<typeof lineIn>) => boolean][] = [
      [/only a secure connection/, ({ line, asking }) => /; Secure/.test(line) && asking.url.startsWith('http:')],
      [/a script cannot set/, ({ line, asking }) => /; HttpOnly/.test(line) && asking.kind === 'script'],
      [/only together with Secure/, ({ line }) => line.includes('SameSite=None') && !/; Secure/.test(line)],
      [/\\_\\_Secure- promises/, ({ line }) => line.startsWith('__Secure-') && !/; Secure/.test(line)],
      [/\\_\\_Host- promises/, ({ line }) => line.startsWith('__Host-') && !/^(?!.*Domain)(?=.*; Secure)(?=.*; Path=\/(;|$))/.test(line)],
      [/must be the host/, ({ line, asking }) => !new URL(asking.url).hostname.endsWith(/Domain=\.?([^;]+)/.exec(line)?.[1] ?? '')],
      [/a suffix/, ({ line }) => /Domain=test/.test(line)],
      [
        /only SameSite=None cookies/,
        ({ line, asking }) => isKeptToItsSite(line, asking) && occasionByHand(asking, 0, true).sameSiteContext === 'cross-site',
      ],
      [/only embedded/, ({ asking }) => occasionByHand(asking, 0, true).thirdPartyBlocked],
    ]
    everyForm(makeSetCookieVerdict, TOPICS, (made, _, name) => {
      const asked = lineIn(made)
      for (const { text, isRight } of made.options.filter(({ text }) => text.includes('refused'))) {
        const [, holdsHere] = holds.find(([pattern]) => pattern.test(text)) ?? []
        if (!holdsHere) throw new Error(`no rule for: ${text}`)
        expect(holdsHere(asked), `${name}\n${made.situation}\n${text}`).toBe(isRight)
      }
    })
  })

  it('is the same for the same seed for ever', () => {
    const made = makeSetCookieVerdict(4711, { about: ['secure', 'http-only'], difficulty: 'intermediate' })
    expect(made.options.map(({ text, isRight }) => `${isRight ? 'right' : 'wrong'}: ${text}`)).toMatchInlineSnapshot(`
      [
        "right: It is refused: only a secure connection may set a Secure cookie, and this one is plain http.",
        "wrong: It is kept, for http and https, hidden from scripts.",
        "wrong: It is kept, for https alone, open to scripts.",
        "wrong: It is kept, for http and https, open to scripts.",
      ]
    `)
    expect(made.situation).toMatchInlineSnapshot(`
      "The browser shows the page \`http://shop.test/\`. Its jar is empty. A script of the page does this:

      \`\`\`text
      document.cookie = 'sid=9f2c; Path=/; Secure'
      \`\`\`"
    `)
  })

  it('asks the jar of the question itself', () => {
    const decision = judgeLine({
      line: 'sid=1; Secure',
      asking: { kind: 'address-bar', url: 'http://shop.test/', from: 'http://shop.test/', profile: 'chromium' },
    })
    expect(decision).toMatchObject({ outcome: 'refused', code: 'secure-over-http' })
  })
})
