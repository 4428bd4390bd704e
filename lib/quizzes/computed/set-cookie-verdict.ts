import type { StoreDecision } from '@crumbtrail/browser/jar/decision'
import { EMPTY_JAR } from '@crumbtrail/browser/jar/jar'
import { storeCookie } from '@crumbtrail/browser/jar/store-cookie'
import { PROFILES } from '@crumbtrail/browser/profile'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import type { StoreCode } from '@crumbtrail/browser/reasons/jar-sections'
import { STORE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'
import { type Asking, storingOccasion } from '#lib/cookies/asking-rules.ts'
import { asMarkdown, attributeWords, sourceWords } from '#lib/cookies/decision-words.ts'
import { type DrawnCookie, drawAsking, drawCookie, lineOf } from './draw-situation.ts'
import type { MadeQuestion } from './made-question.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { askingWords, browserWords } from './situation-words.ts'
import type { Recipe, Topic } from './topics.ts'

/** A line, and how the browser came to receive it. */
type VerdictSituation = { line: string; asking: Asking }

const START_MS = Date.UTC(2026, 4, 28, 12)
const OPTIONS_MAX = 4
/** Of some topics there are but three things to say. */
const OPTIONS_MIN = 3
const DRAWS_MAX = 400
const NEIGHBOURS_MAX = 60

/**
 * A question of what becomes of one Set-Cookie line, made from a seed and a recipe. The jar gives the right answer, and each wrong one is what the jar says
 * of a line or an occasion that differs a little.
 */
export function makeSetCookieVerdict(seed: number, recipe: Recipe): MadeQuestion {
  const random = seededRandom(seed)
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    const drawn = drawVerdict(random, recipe)
    const made = withNeighbours(random, drawn, recipe)
    if (made) return made
  }
  throw new Error(`no question about ${recipe.about.join(', ')} came of seed ${seed}`)
}

/** What the jar, empty before, makes of the line. */
export function judgeLine({ line, asking }: VerdictSituation): StoreDecision {
  const occasion = storingOccasion(asking, START_MS, registrableDomain)
  return storeCookie(EMPTY_JAR, { ...occasion, line, profile: PROFILES[asking.profile], registrableDomain }).decision
}

type Drawn = { cookie: DrawnCookie; asking: Asking }

function drawVerdict(random: SeededRandom, recipe: Recipe): Drawn {
  const cookie = drawCookie(random, 'sid=9f2c', recipe)
  return { cookie: { ...cookie, ...drawFaults(random, cookie, recipe) }, asking: drawAsking(random, recipe) }
}

/** Attributes as they go wrong in practice, which a jar's cookies, all of them stored, do not have. */
function drawFaults(random: SeededRandom, cookie: DrawnCookie, { about, difficulty }: Recipe): Partial<DrawnCookie> {
  const faults: Partial<DrawnCookie> = {}
  if (about.includes('host')) {
    const deeper: [string, ...string[]] = ['', 'Domain=shop.test', 'Domain=.shop.test', 'Domain=www.shop.test', 'Domain=evil.test', 'Domain=test']
    faults.domain = random.pick(difficulty === 'basic' ? ['', 'Domain=shop.test', 'Domain=evil.test'] : deeper)
  }
  if (about.includes('path') && random.chance(40)) faults.path = random.pick(['Path=account', 'Path="/account"', 'Path=/other'])
  if (about.includes('lifetime')) {
    faults.lifetime = random.pick([
      '',
      'Max-Age=3600',
      'Max-Age=0',
      'Max-Age=-1',
      'Max-Age=1h',
      'Max-Age=99999999',
      'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ])
  }
  if (about.includes('same-site') && cookie.sameSite === 'SameSite=None' && random.chance(40)) faults.secure = ''
  return faults
}

/** The same with one or two things drawn anew. */
function drawNeighbour(random: SeededRandom, { cookie, asking }: Drawn, recipe: Recipe): Drawn {
  const other = drawVerdict(random, recipe)
  const names = random.shuffle(Object.keys(cookie) as (keyof DrawnCookie)[]).filter((name) => cookie[name] !== other.cookie[name])
  const changed = names.slice(0, random.pick([1, 1, 2]))
  return {
    cookie: { ...cookie, ...Object.fromEntries(changed.map((name) => [name, other.cookie[name]])) },
    asking: random.chance(35) ? { ...other.asking, profile: asking.profile } : asking,
  }
}

function withNeighbours(random: SeededRandom, drawn: Drawn, recipe: Recipe): MadeQuestion | null {
  const situation = { line: lineOf(drawn.cookie), asking: drawn.asking }
  const decision = judgeLine(situation)
  const right = verdictWords(decision, recipe.about)
  const options = new Map([[right, { text: right, isRight: true, why: rightWords(decision) }]])
  for (let round = 0; round < NEIGHBOURS_MAX && options.size < OPTIONS_MAX; round += 1) {
    const neighbour = drawNeighbour(random, drawn, recipe)
    const other = { line: lineOf(neighbour.cookie), asking: neighbour.asking }
    const verdict = judgeLine(other)
    const text = verdictWords(verdict, recipe.about)
    if (options.has(text) || mayHoldToo(verdict, decision)) continue
    options.set(text, { text, isRight: false, why: otherwiseWords(situation, other) })
  }
  if (options.size < OPTIONS_MIN) return null
  return { situation: situationWords(situation, recipe), options: random.shuffle([...options.values()]), explanation: '' }
}

/** The order in which a browser looks for reasons to refuse; what comes after the first that it finds may hold as well. */
const ORDER_OF_REFUSAL: readonly StoreCode[] = [
  'domain-public-suffix',
  'domain-mismatch',
  'secure-over-http',
  'http-only-from-script',
  'same-site-foreign',
  'same-site-none-insecure',
  'secure-prefix',
  'host-prefix',
  'third-party-blocked',
]

/** Whether a reason to refuse may hold besides the one that counted, so that as a wrong answer it would be half right. */
function mayHoldToo(other: StoreDecision, decision: StoreDecision): boolean {
  if (other.outcome !== 'refused' || decision.outcome !== 'refused') return false
  const [place, counted] = [ORDER_OF_REFUSAL.indexOf(other.code), ORDER_OF_REFUSAL.indexOf(decision.code)]
  return place < 0 || place >= counted
}

/** Why the right answer is right. A refusal says its reason in its own words, so that here stand the source and what would help. */
function rightWords(decision: StoreDecision): string {
  const source = sourceWords(decision.section)
  const first = decision.outcome === 'refused' ? `This follows from ${source}.` : `Nothing speaks against it (${source}).`
  return [first, attributeWords(decision)].filter((words) => words !== '').join(' ')
}

function situationWords({ line, asking }: VerdictSituation, { about }: Recipe): string {
  const browser = browserWords(asking, about.includes('same-site'))
  if (asking.kind === 'script') {
    return `${browser} shows the page \`${asking.url}\`. Its jar is empty. A script of the page does this:\n\n\`\`\`text\ndocument.cookie = '${line}'\n\`\`\``
  }
  const what = asking.kind === 'address-bar' ? '' : ` This is how it came to ask: ${askingWords(asking)}.`
  return `${browser} receives this from \`${asking.url}\`. Its jar is empty.${what}\n\n\`\`\`http\nSet-Cookie: ${line}\n\`\`\``
}

/** For which other line, or on which other occasion, a wrong answer would be the right one. */
function otherwiseWords(situation: VerdictSituation, other: VerdictSituation): string {
  const parts = [
    ...(other.line === situation.line ? [] : [`with \`${other.line}\``]),
    ...(JSON.stringify(other.asking) === JSON.stringify(situation.asking) ? [] : [`if ${occasionWords(other.asking)}`]),
  ]
  return `So it would be ${parts.join(', ')}.`
}

function occasionWords(asking: Asking): string {
  if (asking.kind === 'script') return `a script of \`${asking.url}\` wrote it to \`document.cookie\``
  return asking.kind === 'address-bar' ? `it came from \`${asking.url}\`` : `it came when ${askingWords(asking)}`
}

/** What became of a line, told only as far as the topics go, so that two verdicts with the same words are the same answer. */
export function verdictWords(decision: StoreDecision, about: readonly Topic[]): string {
  const { outcome, code, cookie } = decision
  if (outcome === 'refused') return `It is refused: ${asMarkdown(lowerFirst(STORE_SENTENCES[code]))}`
  if (outcome === 'deleted' || cookie === null) return 'It is taken as a deletion: afterwards no cookie of this name is kept.'
  const parts = [
    ...(about.includes('host') || about.includes('prefix') ? [scopeWords(cookie)] : []),
    ...(about.includes('path') ? [`under \`${cookie.path}\``] : []),
    ...(about.includes('lifetime') ? [lifeWords(cookie.expiresAt)] : []),
    ...(about.includes('secure') ? [cookie.secure ? 'for https alone' : 'for http and https'] : []),
    ...(about.includes('http-only') ? [cookie.httpOnly ? 'hidden from scripts' : 'open to scripts'] : []),
    ...(about.includes('same-site') ? [SAME_SITE_WORDS[cookie.sameSite]] : []),
  ]
  return `It is kept, ${parts.join(', ')}.`
}

const SAME_SITE_WORDS = { strict: 'with SameSite=Strict', lax: 'with SameSite=Lax', none: 'with SameSite=None', default: 'without SameSite' }

function scopeWords({ hostOnly, domain }: { hostOnly: boolean; domain: string }): string {
  return hostOnly ? `for \`${domain}\` and no other host` : `for \`${domain}\` and every host below it`
}

function lifeWords(expiresAt: number | null): string {
  if (expiresAt === null) return 'until the browser session ends'
  const seconds = (expiresAt - START_MS) / 1000
  return seconds >= 86_400 ? `for ${Math.round(seconds / 86_400)} days` : `for ${Math.round(seconds / 60)} minutes`
}

function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]|^A /.test(sentence) && !/^(Domain|Path|Max-Age|Expires|SameSite|Partitioned|Chromium)\b/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence
}
