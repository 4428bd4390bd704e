import type { Cookie, RegistrableDomain } from '../jar/cookie.ts'
import { allCookies, cookiesAt, placeOf, withCookiesAt } from '../jar/jar.ts'
import type { BrowserState } from './state.ts'
import { type EngineResult, refuse } from './turn.ts'

/**
 * Copies every cookie of the name from one browser into another, just as it is there: what a stolen session is worth. The result is the
 * thief's; the victim notices nothing. None of that name is a refusal.
 */
export function stealCookie(
  thief: BrowserState,
  victim: BrowserState,
  step: { id: string; name: string },
  { registrableDomain }: { registrableDomain: RegistrableDomain },
): EngineResult {
  const loot = allCookies(victim.jar).filter(({ name }) => name === step.name)
  if (loot.length === 0) return refuse(thief, step.id, 'no-such-cookie', step.name)
  let jar = thief.jar
  for (const cookie of loot) {
    const place = placeOf(cookie.domain, cookie.partitionKey, registrableDomain)
    const others = cookiesAt(jar, place).filter((other) => !isSameCookie(other, cookie))
    const copy = { ...cookie, order: jar.nextOrder, useOrder: jar.nextOrder }
    jar = { ...withCookiesAt(jar, place, [...others, copy]), nextOrder: jar.nextOrder + 1 }
  }
  const events = loot.map((cookie) => ({ type: 'cookie-stolen', stepId: step.id, from: victim.name, cookie }) as const)
  return { state: { ...thief, jar }, requests: [], events }
}

/** Within one partition: what a store would replace. Source: RFC 6265bis §5.7. */
function isSameCookie(one: Cookie, other: Cookie): boolean {
  return one.name === other.name && one.domain === other.domain && one.hostOnly === other.hostOnly && one.path === other.path
}
