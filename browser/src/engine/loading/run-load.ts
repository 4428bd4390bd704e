import type { DecisionCode } from '../../reasons/engine-sections.ts'
import { isPotentiallyTrustworthy, isSameOrigin, OPAQUE_ORIGIN, type Origin, originOf } from '../../sites/origin.ts'
import { siteOf } from '../../sites/site.ts'
import { isFirstParty } from '../../sites/site-for-cookies.ts'
import { findPermission, type PreflightSubject } from '../cors/preflight-cache.ts'
import { isSafelistedMethod, unsafeHeaderNames } from '../cors/request-rules.ts'
import { documentsThatMatter, judgeMixedContent, judgeMixedForm } from '../documents/mixed-content.ts'
import { isWithinItself } from '../documents/page-rules.ts'
import { isShown, withoutShown } from '../documents/shown-images.ts'
import { fetchMetadataOf, type StorageAccess } from '../headers/fetch-metadata.ts'
import { originUnderPolicy, referrerFor } from '../headers/referrer.ts'
import { type DecidedHeaders, headersOf, preflightHeadersOf } from '../headers/request-headers.ts'
import type { Load } from '../state.ts'
import { decide, siteRulesOf, type Turn, withNextRequest } from '../turn.ts'
import { attachCookies, isThirdPartyBlocked, sourceOf } from './cookies-of-load.ts'
import { finishWithFailure, finishWithoutRequest } from './finish-load.ts'

/** Begins a load: what the page may not ask for at all ends here. Source: Fetch §4.1. */
export function startLoad(turn: Turn, load: Load): void {
  const admitted = admitTarget(turn, load)
  if (admitted === null) return
  const first = { ...admitted, urls: [admitted.url] }
  const { page } = turn.state
  if (page !== null && isShown(page.images, first)) {
    finishWithoutRequest(turn, first)
    return
  }
  if (page !== null && first.mode !== 'navigate') turn.state = { ...turn.state, page: { ...page, images: withoutShown(page.images, first) } }
  askAnew(turn, first)
}

/** The load with the URL that it may ask at, https instead of http for images; null when it may not and has ended. */
export function admitTarget(turn: Turn, load: Load): Load | null {
  const documents = documentsThatMatter(turn.state.page, load.frame)
  const mixed = load.isForm
    ? judgeMixedForm(load)
    : judgeMixedContent(documents, load.kind, load.url, load.urls.length > 1 ? (load.urls[0] ?? null) : null)
  if (mixed.kind === 'blocked')
    return stop(turn, load, load.isForm ? 'mixed-form-stopped' : 'mixed-content-blocked', 'An address with https would be asked.')
  if (load.kind !== 'navigation' && hasForeignUser(load.url, documents.at(-1) ?? '')) {
    return stop(turn, load, 'url-credentials-blocked', 'An address without user name and password would be loaded.')
  }
  if (load.kind === 'iframe' && isWithinItself(turn.state.page, load)) {
    return stop(turn, load, 'frame-within-itself', 'Another address, be it by its query, would be loaded.')
  }
  if (mixed.kind === 'fine') return load
  decide(turn, load, 'mixed-content-upgraded', load.url)
  return { ...load, url: mixed.url, urls: [...load.urls.slice(0, -1), mixed.url] }
}

function stop(turn: Turn, load: Load, code: DecisionCode, change: string): null {
  decide(turn, load, code, load.url, change)
  finishWithFailure(turn, load, code)
  return null
}

/** Whether the address has a user name or password that are not those of the very page that asks. Source: Chromium. */
function hasForeignUser(text: string, document: string): boolean {
  const [url, asking] = [new URL(text), URL.parse(document)]
  if (url.username === '' && url.password === '') return false
  return asking === null || asking.origin !== url.origin || asking.username !== url.username || asking.password !== url.password
}

/**
 * Asks at the load's URL with everything decided afresh: origin check, Origin, credentials, preflight. The first request goes this way,
 * and after a redirect those that became foreign, changed their method or need a preflight. Source: Fetch §4.1, §4.4, §4.6; Chromium's
 * CORS loader.
 */
export function askAnew(turn: Turn, before: Load): void {
  const isForeign = before.initiator !== null && !isSameOrigin(before.initiator, originOf(before.url))
  const corsFlag = before.corsFlag || (isForeign && (before.mode === 'cors' || before.mode === 'same-origin'))
  const load = { ...before, corsFlag, originHeader: originHeaderOf(turn, { ...before, corsFlag }) }
  if (corsFlag && load.mode === 'same-origin') {
    decide(turn, load, 'cors-same-origin-mode', load.url, `Only an address of ${load.initiator} can be asked in this mode.`)
    finishWithFailure(turn, load, 'cors-same-origin-mode')
  } else if (needsPreflight(load)) askWithPermission(turn, load)
  else {
    if (corsFlag) decide(turn, load, 'preflight-not-needed')
    sendRequest(turn, load)
  }
}

/** Source: Fetch §4.8, §4.9. */
function askWithPermission(turn: Turn, load: Load): void {
  const names = unsafeHeaderNames(load.headers)
  if (!isSafelistedMethod(load.method)) decide(turn, load, 'preflight-method', load.method, 'GET, HEAD and POST need no preflight.')
  if (names.length > 0) decide(turn, load, 'preflight-header', names.join(', '), 'Without these headers there would be no preflight for their sake.')
  if (findPermission(turn.state.preflights, preflightSubjectOf(load), turn.context.now) === null) sendPreflight(turn, load, names)
  else {
    decide(turn, load, 'preflight-remembered', load.url)
    sendRequest(turn, load)
  }
}

/** Whether a foreign server is to be asked first. Source: Fetch §4.4. */
export function needsPreflight(load: Load): boolean {
  return load.corsFlag && load.mode === 'cors' && (!isSafelistedMethod(load.method) || unsafeHeaderNames(load.headers).length > 0)
}

/** Makes the request itself, with cookies and the headers that tell who asks. Source: Fetch §4.6. */
export function sendRequest(turn: Turn, before: Load): void {
  const load = withNextRequest(turn, { ...before, phase: 'request', sendsCredentials: isWithCredentials(before) })
  decideOrigin(turn, load)
  const decided = decideHeaders(turn, load, storageAccessOf(turn, load))
  const cookie = attachCookies(turn, load)
  put(turn, load, load.kind, load.method, headersOf(load, turn.state.profile, { ...decided, cookie }), load.body)
}

/** Asks whether the request would be welcome, without credentials. Source: Fetch §4.8. */
function sendPreflight(turn: Turn, before: Load, names: readonly string[]): void {
  const load = withNextRequest(turn, { ...before, phase: 'preflight' })
  decide(turn, load, 'preflight-without-credentials')
  const decided = decideHeaders(turn, { ...load, urls: [load.url], userActivated: false }, null)
  const headers = preflightHeadersOf(load, turn.state.profile, names, { ...decided, cookie: null })
  put(turn, load, 'preflight', 'OPTIONS', headers, null)
}

export function preflightSubjectOf(load: Load): PreflightSubject {
  const { topLevelSite, url, credentials, method, headers } = load
  return { topLevelSite, origin: corsOriginOf(load), url, credentials, method, headers }
}

/** The origin that a response must name to be read: null once foreign servers have passed the request among them. */
export function corsOriginOf(load: Load): Origin {
  return load.isTainted ? OPAQUE_ORIGIN : (load.initiator ?? OPAQUE_ORIGIN)
}

/** Source: Fetch §4.6; at each hop anew. */
function isWithCredentials(load: Load): boolean {
  const isForeign = load.isTainted || (load.initiator !== null && !isSameOrigin(load.initiator, originOf(load.url)))
  const isBasic = !load.corsFlag && (load.mode !== 'no-cors' || !isForeign)
  return load.credentials === 'include' || (load.credentials === 'same-origin' && isBasic)
}

/** Source: Fetch §3.2; navigations alone hide it as their referrer policy says. */
function originHeaderOf(turn: Turn, load: Load): Origin | null {
  if (load.initiator === null) return null
  if (storageAccessOf(turn, load) === 'inactive') return corsOriginOf(load)
  const isUnsafe = load.method !== 'GET' && load.method !== 'HEAD'
  if (load.mode === 'navigate') return isUnsafe ? originUnderPolicy(load.initiator, load.referrerPolicy, load.url) : null
  return load.corsFlag || isUnsafe ? corsOriginOf(load) : null
}

function decideOrigin(turn: Turn, load: Load): void {
  const { originHeader, initiator } = load
  if (originHeader === null) decide(turn, load, 'origin-not-sent')
  else if (originHeader === OPAQUE_ORIGIN && initiator !== OPAQUE_ORIGIN) {
    const isRedirected = load.urls.length > 1
    decide(
      turn,
      load,
      isRedirected ? 'origin-tainted' : 'origin-policy',
      originHeader,
      isRedirected ? 'Asked directly, without the redirect, Origin would be told.' : null,
    )
  } else
    decide(
      turn,
      load,
      load.corsFlag ? 'origin-cors' : load.method === 'GET' || load.method === 'HEAD' ? 'origin-storage-access' : 'origin-unsafe-method',
      originHeader,
    )
}

function decideHeaders(turn: Turn, load: Load, storageAccess: StorageAccess): Omit<DecidedHeaders, 'cookie'> {
  const referrer = referrerFor(load.referrer, load.referrerPolicy, load.url)
  decide(turn, load, referrer.code, referrer.value, referrer.change)
  const metadata = fetchMetadataOf(load, storageAccess, turn.context.registrableDomain)
  if (metadata.length > 0) decide(turn, load, 'fetch-metadata-sent', metadata.map(([name, value]) => `${name}: ${value}`).join(', '))
  else decide(turn, load, 'fetch-metadata-untrusted', null, isPotentiallyTrustworthy(load.url) ? null : 'An address with https would get them.')
  return { origin: load.phase === 'preflight' ? corsOriginOf(load) : load.originHeader, metadata, referrer: referrer.value }
}

/**
 * What Chromium tells a third party of its cookies. `inactive`: kept back, yet they could be asked for, because the page on top is of
 * the same site; such a request has an Origin too, even over plain http, where nothing else of it is told. Source: Storage Access Headers;
 * Chromium's CORS loader.
 */
function storageAccessOf(turn: Turn, load: Load): StorageAccess {
  const { registrableDomain } = turn.context
  const isThirdParty = load.credentials === 'include' && !isFirstParty(sourceOf(load), load.url, siteRulesOf(turn.state, turn.context))
  if (turn.state.profile !== 'chromium' || !isThirdParty) return null
  if (!isThirdPartyBlocked(turn, load)) return 'active'
  return siteOf(originOf(load.url), registrableDomain) === load.topLevelSite ? 'inactive' : 'none'
}

function put(
  turn: Turn,
  load: Load,
  purpose: Load['kind'] | 'preflight',
  method: string,
  headers: ReturnType<typeof headersOf>,
  body: string | null,
): void {
  turn.state = { ...turn.state, load }
  turn.requests.push({ id: load.requestId, stepId: load.stepId, purpose, method, url: addressOf(load.url), headers, body })
}

/** What can be asked for: without fragment, user name and password. */
function addressOf(text: string): string {
  const url = new URL(text)
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
