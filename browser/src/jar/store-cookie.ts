import type { Cookie } from './cookie.ts'
import type { StoreDecision } from './decision.ts'
import { type Jar, withCookiesAt } from './jar.ts'
import { evictCookies } from './storing/evict-cookies.ts'
import { judgeStoring, type StoreInput, type StoreJudgement, sectionOf } from './storing/judge-storing.ts'
import { findStoreChange } from './storing/store-change.ts'

export type { StoreInput } from './storing/judge-storing.ts'

/**
 * Takes one Set-Cookie line, or one assignment to `document.cookie`, into the jar or refuses it, and says why. A cookie that has
 * expired already deletes the one whose place it would take. The jar that went in is not changed. Source: RFC 6265bis §5.6, §5.7.
 */
export function storeCookie(jar: Jar, input: StoreInput): { jar: Jar; decision: StoreDecision } {
  const judgement = judgeStoring(jar, input)
  if (judgement.isRefused) return { jar, decision: refusalOf(jar, input, judgement) }
  const { candidate, place } = judgement
  const { cookie, kept, previous } = candidate
  const others = kept.filter((other) => other !== previous)
  const hasExpired = cookie.expiresAt !== null && cookie.expiresAt <= input.now
  const stored = previous ? inherit(cookie, previous, input) : cookie
  const nextOrder = hasExpired ? jar.nextOrder : jar.nextOrder + 1
  const filled = { ...withCookiesAt(jar, place, hasExpired ? others : insertInOrder(others, stored)), nextOrder }
  const room = hasExpired ? { jar: filled, evicted: [] } : evictCookies(filled, place, input.now)
  const outcome = hasExpired ? 'deleted' : previous ? 'replaced' : 'stored'
  const code = hasExpired && !previous ? 'expired-on-arrival' : outcome
  const decision: StoreDecision = {
    outcome,
    code,
    section: sectionOf(code),
    cookie: stored,
    previous,
    evicted: [...judgement.expired, ...room.evicted],
    offendingText: null,
    change: hasExpired ? findStoreChange(jar, input, code) : null,
    attributes: judgement.findings,
    trace: judgement.trace,
  }
  return { jar: room.jar, decision }
}

function refusalOf(jar: Jar, input: StoreInput, { candidate, refusal, findings, trace }: StoreJudgement & { isRefused: true }): StoreDecision {
  return {
    outcome: 'refused',
    code: refusal.code,
    section: sectionOf(refusal.code),
    cookie: candidate?.cookie ?? null,
    previous: null,
    evicted: [],
    offendingText: refusal.offendingText,
    change: findStoreChange(jar, input, refusal.code),
    attributes: findings,
    trace,
  }
}

/** §5.7 step 23.3: the age of the old cookie is handed on. Chromium hands it on only when the value has not changed. */
function inherit(cookie: Cookie, previous: Cookie, { profile }: StoreInput): Cookie {
  if (profile.reading === 'chromium' && previous.value !== cookie.value) return cookie
  return { ...cookie, createdAt: previous.createdAt, order: previous.order }
}

/** Keeps the cookies of a place in the order of their making, so that what is kept does not depend on how it came. */
function insertInOrder(cookies: readonly Cookie[], cookie: Cookie): Cookie[] {
  const at = cookies.findIndex((other) => other.order > cookie.order)
  return at < 0 ? [...cookies, cookie] : [...cookies.slice(0, at), cookie, ...cookies.slice(at)]
}
