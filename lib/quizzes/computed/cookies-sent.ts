import type { RetrieveDecision } from '@crumbtrail/browser/jar/decision'
import { endSession } from '@crumbtrail/browser/jar/expire-cookies'
import { EMPTY_JAR } from '@crumbtrail/browser/jar/jar'
import { retrieveCookies } from '@crumbtrail/browser/jar/retrieve-cookies'
import { storeCookie } from '@crumbtrail/browser/jar/store-cookie'
import { PROFILES } from '@crumbtrail/browser/profile'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import { type Asking, sendingOccasion, storingOccasion } from '#lib/cookies/asking-rules.ts'
import { retrieveWords } from '#lib/cookies/decision-words.ts'
import { drawAsking, drawCookie, drawSetter, lineOf, PAIRS } from './draw-situation.ts'
import type { MadeQuestion } from './made-question.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { askingWords, browserWords, waitWords } from './situation-words.ts'
import { type Difficulty, type Recipe, WITHHELD_BY } from './topics.ts'

/** What a question is about: cookies that were set, and the occasion on which the jar is asked. */
type SentSituation = { cookies: { setBy: string; line: string }[]; asking: Asking; waitMinutes: number; isRestarted: boolean }

/** The instant at which the first cookie is set; no question shows it. */
const START_MS = Date.UTC(2026, 4, 28, 12)
const COOKIES: Record<Difficulty, number> = { basic: 3, intermediate: 4, advanced: 5 }
/** Half of all draws make a question, so that this many failing in a row does not happen. */
const DRAWS_MAX = 2000

/** A question of which cookies go along, made from a seed and a recipe; the jar says which, and why. */
export function makeCookiesSent(seed: number, recipe: Recipe): MadeQuestion {
  const random = seededRandom(seed)
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    const situation = drawSentSituation(random, recipe)
    const answer = askJar(situation)
    if (answer && isWorthAsking(answer.decisions, recipe)) return toQuestion(situation, answer, recipe)
  }
  throw new Error(`no question about ${recipe.about.join(', ')} came of seed ${seed}`)
}

type JarAnswer = { header: string | null; decisions: RetrieveDecision[] }

/** What the jar says of a situation; null when one of the cookies would not be in it. */
function askJar({ cookies, asking, waitMinutes, isRestarted }: SentSituation): JarAnswer | null {
  const profile = PROFILES[asking.profile]
  let jar = EMPTY_JAR
  for (const [index, { setBy, line }] of cookies.entries()) {
    const visit: Asking = { kind: 'address-bar', url: setBy, from: setBy, profile: asking.profile }
    const occasion = storingOccasion(visit, START_MS + index * 1000, registrableDomain)
    const stored = storeCookie(jar, { ...occasion, line, profile, registrableDomain })
    if (stored.decision.outcome !== 'stored') return null
    jar = stored.jar
  }
  if (isRestarted) jar = endSession(jar)
  const occasion = sendingOccasion(asking, START_MS + waitMinutes * 60_000, registrableDomain)
  const { header, decisions } = retrieveCookies(jar, { ...occasion, profile, registrableDomain })
  return { header, decisions }
}

function drawSentSituation(random: SeededRandom, recipe: Recipe): SentSituation {
  const { about, difficulty } = recipe
  const asking = drawAsking(random, recipe)
  const pairs = random.shuffle(PAIRS).slice(0, COOKIES[difficulty])
  const cookies = pairs.map((pair) => ({ setBy: drawSetter(random, recipe), line: lineOf(drawCookie(random, pair, recipe)) }))
  const mayBeYoung = about.includes('same-site') && difficulty === 'advanced'
  const waitMinutes = about.includes('lifetime') ? random.pick([1, 10, 90]) : mayBeYoung ? random.pick([1, 10]) : 10
  return { cookies, asking, waitMinutes, isRestarted: about.includes('lifetime') && random.chance(40) }
}

/** Some go and some stay, and none stays for a reason that the lesson has not taught. */
function isWorthAsking(decisions: readonly RetrieveDecision[], { about, difficulty }: Recipe): boolean {
  const withheld = decisions.filter(({ outcome }) => outcome === 'withheld')
  const taught = about.flatMap((topic) => WITHHELD_BY[topic])
  const reasons = new Set(withheld.map(({ code }) => code))
  const isVaried = difficulty !== 'advanced' || about.length < 2 || reasons.size > 1
  return withheld.length > 0 && withheld.length < decisions.length && withheld.every(({ code }) => taught.includes(code)) && isVaried
}

function toQuestion(situation: SentSituation, { header, decisions }: JarAnswer, { about }: Recipe): MadeQuestion {
  const { cookies, asking, waitMinutes, isRestarted } = situation
  const rows = cookies.map(({ setBy, line }) => `| \`${setBy}\` | \`${line}\` |`)
  const browser = browserWords(asking, about.includes('same-site'))
  const restart = isRestarted ? ' The browser is closed and opened again.' : ''
  return {
    situation: [
      `${browser} holds what these responses set, each of a page opened from the address bar:`,
      ['| Response from | Set-Cookie |', '| --- | --- |', ...rows].join('\n'),
      `${restart} ${waitWords(waitMinutes)} after the first, ${askingWords(asking)}.`.trim(),
    ].join('\n\n'),
    options: cookies.flatMap(({ line }) => {
      const [pair = ''] = line.split(';')
      const decision = decisions.find(({ cookie }) => `${cookie.name}=${cookie.value}` === pair)
      // A cookie that ended with the browser session is no longer in the jar, so the jar has nothing to say of it.
      const isSent = decision?.outcome === 'sent'
      return { text: `\`${pair}\``, isRight: isSent, why: decision ? retrieveWords(decision) : SESSION_ENDED }
    }),
    explanation: header === null ? 'Nothing goes along.' : `${asking.kind === 'script' ? 'The script reads' : 'The request carries'} \`${header}\`.`,
  }
}

const SESSION_ENDED = 'It has neither Max-Age nor Expires, so it ended when the browser was closed (RFC 6265bis §5.7).'
