import type { ByteString } from '../../jar/cookie.ts'
import type { Occasion } from '../../jar/decision.ts'
import { retrieveCookies } from '../../jar/retrieve-cookies.ts'
import { storeCookie } from '../../jar/store-cookie.ts'
import { PROFILES } from '../../profile.ts'
import { isFirstParty, partitionKeyOf, type RequestSource, sendingContextOf, storingContextOf } from '../../sites/site-for-cookies.ts'
import { type Header, headerValues } from '../headers/header-list.ts'
import type { Load } from '../state.ts'
import { decide, siteRulesOf, type Turn } from '../turn.ts'

/** Who asks, in the words that sites and cookies understand. */
export function sourceOf(load: Load): RequestSource {
  const { initiator, topLevelSite, siteForCookies, kind } = load
  return { initiator, topLevelSite, siteForCookies, isTopLevelNavigation: kind === 'navigation' }
}

/** The Cookie header of the request that the load makes now; null for none. The jar of the turn knows of the use. */
export function attachCookies(turn: Turn, load: Load): ByteString | null {
  if (!load.sendsCredentials) {
    const isOmitted = load.credentials === 'omit'
    const change = isOmitted
      ? 'credentials: "include" in the fetch would let cookies go along.'
      : 'credentials: "include" would let cookies go to a foreign origin too.'
    decide(turn, load, isOmitted ? 'credentials-omitted' : 'credentials-same-origin-only', null, change)
    return null
  }
  decide(turn, load, 'credentials-included')
  const { registrableDomain, explain } = turn.context
  const occasion = {
    ...occasionOf(turn, load),
    sameSiteContext: sendingContextOf(sourceOf(load), load.method, load.url, siteRulesOf(turn.state, turn.context)),
  }
  const profile = PROFILES[turn.state.profile]
  const { jar, header, decisions } = retrieveCookies(turn.state.jar, { ...occasion, profile, registrableDomain, explain })
  turn.state = { ...turn.state, jar }
  const { stepId, requestId, url } = load
  turn.events.push({ type: 'cookie-retrieve', stepId, requestId, url, header, decisions })
  return header
}

/** Takes the response's Set-Cookie lines in order, whether or not anybody may read the response. Source: Fetch §4.7; RFC 6265bis §5.7. */
export function keepCookies(turn: Turn, load: Load, headers: readonly Header[]): void {
  const lines = headerValues(headers, 'set-cookie')
  if (lines.length === 0) return
  if (!load.sendsCredentials) {
    for (const line of lines) decide(turn, load, 'set-cookie-ignored', line, 'credentials: "include" in the fetch would let it be considered.')
    return
  }
  const { registrableDomain } = turn.context
  const occasion = {
    ...occasionOf(turn, load),
    sameSiteContext: storingContextOf(sourceOf(load), load.method, load.url, siteRulesOf(turn.state, turn.context)),
  }
  const profile = PROFILES[turn.state.profile]
  const { stepId, requestId, url } = load
  for (const line of lines) {
    const { jar, decision } = storeCookie(turn.state.jar, { ...occasion, line, profile, registrableDomain })
    turn.state = { ...turn.state, jar }
    turn.events.push({ type: 'cookie-store', stepId, requestId, url, line, decision })
  }
}

/** Whether this browser keeps unpartitioned cookies back from the load, as those of a third party. */
export function isThirdPartyBlocked(turn: Turn, load: Load): boolean {
  return turn.state.blocksThirdPartyCookies && !isFirstParty(sourceOf(load), load.url, siteRulesOf(turn.state, turn.context))
}

function occasionOf(turn: Turn, load: Load): Omit<Occasion, 'sameSiteContext'> {
  const { now } = turn.context
  const partitionKey = partitionKeyOf(sourceOf(load), load.url, siteRulesOf(turn.state, turn.context))
  return { url: urlForCookies(load.url), now, viaHttp: true, partitionKey, thirdPartyBlocked: isThirdPartyBlocked(turn, load) }
}

/** Only what cookies look at, so that events stay plain data. */
export function urlForCookies(text: string): Occasion['url'] {
  const { protocol, hostname, pathname } = new URL(text)
  return { protocol, hostname, pathname }
}
