import type { ProfileName } from '@crumbtrail/browser/profile'
import type { Asking, AskKind } from '#lib/cookies/asking-rules.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { Recipe } from './topics.ts'

/** One cookie as a server writes it: `name=value` and its attributes, in the order of writing. */
export type DrawnCookie = {
  pair: string
  prefix: string
  domain: string
  path: string
  secure: string
  httpOnly: string
  sameSite: string
  lifetime: string
}

/** Names and values that may meet in one jar. */
export const PAIRS = ['sid=9f2c', 'theme=dark', 'lang=de', 'visitor=5f0c', 'cart=b71e', 'promo=summer', 'seen=1'] as const

/** The Set-Cookie line of a drawn cookie. */
export function lineOf({ prefix, pair, ...attributes }: DrawnCookie): string {
  const { domain, path, secure, httpOnly, sameSite, lifetime } = attributes
  return [`${prefix}${pair}`, domain, path, lifetime, secure, httpOnly, sameSite].filter((part) => part !== '').join('; ')
}

/** Draws each attribute on which the question may turn; the others are as simple as they can be. */
export function drawCookie(random: SeededRandom, pair: string, { about, difficulty }: Recipe): DrawnCookie {
  const isBasic = difficulty === 'basic'
  const sameSite = about.includes('same-site') ? random.pick(['SameSite=Lax', 'SameSite=Strict', 'SameSite=None', '']) : ''
  const needsSecure = sameSite === 'SameSite=None' || (about.includes('same-site') && !about.includes('secure'))
  return {
    pair,
    prefix: about.includes('prefix') ? random.pick(['', '__Host-', '__Secure-']) : '',
    domain: about.includes('host') && !isBasic ? random.pick(['', 'Domain=shop.test']) : '',
    path: about.includes('path') ? random.pick(['Path=/', 'Path=/account', 'Path=/account/', '']) : 'Path=/',
    secure: needsSecure || (about.includes('secure') || about.includes('prefix') ? random.chance(55) : false) ? 'Secure' : '',
    httpOnly: about.includes('http-only') && random.chance(50) ? 'HttpOnly' : '',
    sameSite,
    lifetime: about.includes('lifetime') ? random.pick(['', 'Max-Age=300', 'Max-Age=3600', 'Max-Age=2592000']) : '',
  }
}

/** Who asks for what, by the topics: the kind of request, its page, host, scheme and path. */
export function drawAsking(random: SeededRandom, recipe: Recipe): Asking {
  const { about, difficulty } = recipe
  const isForeign = about.includes('same-site')
  const kinds: [AskKind, ...AskKind[]] = isForeign ? ['link', 'form', 'fetch', 'image', 'iframe'] : ['address-bar']
  const kind = about.includes('http-only') && random.chance(45) ? 'script' : random.pick(kinds)
  const profiles: [ProfileName, ...ProfileName[]] = difficulty === 'advanced' && isForeign ? ['chromium', 'firefox', 'safari'] : ['chromium']
  const profile = random.pick(profiles)
  const drawn = drawUrl(random, recipe)
  const url = isPartOfPage(kind) || profile !== 'chromium' ? drawn.replace(/^http:/, 'https:') : drawn
  const from = isForeign ? random.pick(['https://evil.test/', 'https://evil.test/', 'https://blog.shop.test/', 'https://shop.test/']) : url
  return { kind, url, from, profile }
}

/** An https page loads no parts over http and warns before it posts there, so the question would be about that. Other browsers than Chromium differ in what http means for a site. */
function isPartOfPage(kind: AskKind): boolean {
  return kind === 'fetch' || kind === 'image' || kind === 'iframe' || kind === 'form'
}

/** An address of the shop, as plain as the topics allow. */
function drawUrl(random: SeededRandom, { about, difficulty }: Recipe): string {
  const host = about.includes('host') && difficulty !== 'basic' ? random.pick(['shop.test', 'www.shop.test', 'api.shop.test']) : 'shop.test'
  const scheme = about.includes('secure') && random.chance(45) ? 'http' : 'https'
  const path = about.includes('path') ? random.pick(['/', '/account', '/account/orders', '/accounting']) : '/'
  return `${scheme}://${host}${path}`
}

/** The address that set a cookie of the jar. */
export function drawSetter(random: SeededRandom, { about, difficulty }: Recipe): string {
  const isBasic = difficulty === 'basic'
  const hosts: [string, ...string[]] = isBasic
    ? ['shop.test', 'shop.test', 'news.test', 'evil.test']
    : ['shop.test', 'www.shop.test', 'api.shop.test']
  const host = about.includes('host') ? random.pick(hosts) : 'shop.test'
  const path = about.includes('path') ? random.pick(['/', '/account/login']) : '/'
  return `https://${host}${path}`
}
