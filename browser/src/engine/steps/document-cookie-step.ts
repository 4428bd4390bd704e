import type { Occasion } from '../../jar/decision.ts'
import { decodeText, encodeText } from '../../jar/document-cookie.ts'
import { retrieveCookies } from '../../jar/retrieve-cookies.ts'
import { storeCookie } from '../../jar/store-cookie.ts'
import { PROFILES } from '../../profile.ts'
import { siteOf } from '../../sites/site.ts'
import { isFirstParty, partitionKeyOf, type RequestSource, sendingContextOf, siteForCookiesOf } from '../../sites/site-for-cookies.ts'
import type { WriteCookieStep } from '../browser-step.ts'
import { ancestorOrigins, type FoundDocument, findDocument } from '../documents/page-rules.ts'
import { urlForCookies } from '../loading/cookies-of-load.ts'
import type { BrowserState } from '../state.ts'
import { beginTurn, type EngineContext, type EngineResult, endTurn, refuse, siteRulesOf } from '../turn.ts'

/** What `document.cookie` shows the page, or the frame named by `in`. Source: HTML, "cookie"; RFC 6265bis §5.8.2. */
export function readDocumentCookie(state: BrowserState, step: { id: string; in?: string }, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const turn = beginTurn(state, context)
  const { registrableDomain, explain } = context
  const profile = PROFILES[state.profile]
  const { jar, header, decisions } = retrieveCookies(state.jar, {
    ...occasionOf(state, found, step.in, context),
    profile,
    registrableDomain,
    explain,
  })
  const { url } = found.document
  turn.state = { ...state, jar }
  turn.events.push({ type: 'cookie-retrieve', stepId: step.id, requestId: null, url, header, decisions })
  turn.events.push({ type: 'document-cookie-read', stepId: step.id, url, text: decodeText(header ?? '', profile.reading) })
  return endTurn(turn)
}

/** What an assignment to `document.cookie` does there. Source: HTML, "cookie"; RFC 6265bis §5.7. */
export function writeDocumentCookie(state: BrowserState, step: WriteCookieStep, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const turn = beginTurn(state, context)
  const { registrableDomain } = context
  const line = encodeText(step.cookie, PROFILES[state.profile].reading)
  const { jar, decision } = storeCookie(state.jar, {
    ...occasionOf(state, found, step.in, context),
    line,
    profile: PROFILES[state.profile],
    registrableDomain,
  })
  const { url } = found.document
  turn.state = { ...state, jar }
  turn.events.push({ type: 'cookie-store', stepId: step.id, requestId: null, url, line, decision })
  turn.events.push({ type: 'document-cookie-written', stepId: step.id, url, text: step.cookie })
  return endTurn(turn)
}

function occasionOf(state: BrowserState, found: Extract<FoundDocument, { ok: true }>, frame: string | undefined, context: EngineContext): Occasion {
  const { registrableDomain, now } = context
  const rules = siteRulesOf(state, context)
  const { page, document } = found
  const source: RequestSource = {
    initiator: document.origin,
    topLevelSite: siteOf(page.document.origin, registrableDomain),
    siteForCookies: siteForCookiesOf(ancestorOrigins(page, frame ?? null).reverse(), rules),
    isTopLevelNavigation: false,
  }
  return {
    url: urlForCookies(document.url),
    now,
    viaHttp: false,
    sameSiteContext: sendingContextOf(source, 'GET', document.url, rules),
    partitionKey: partitionKeyOf(source, document.url, rules),
    thirdPartyBlocked: state.blocksThirdPartyCookies && !isFirstParty(source, document.url, rules),
  }
}
