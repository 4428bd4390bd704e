import type { DecisionCode } from '../../reasons/engine-sections.ts'
import { isSameOrigin, OPAQUE_ORIGIN, originOf, parseHttpUrl } from '../../sites/origin.ts'
import { judgeMixedForm } from '../documents/mixed-content.ts'
import { type Header, headerValues, withoutHeaders } from '../headers/header-list.ts'
import { referrerFor, referrerPolicyOf } from '../headers/referrer.ts'
import type { Load } from '../state.ts'
import { decide, type Turn } from '../turn.ts'
import { type EngineResponse, finishWithFailure } from './finish-load.ts'
import { admitTarget, askAnew, needsPreflight, sendRequest } from './run-load.ts'

const REDIRECT_STATUSES: readonly number[] = [301, 302, 303, 307, 308]
/** Source: Fetch §4.5 step 7; Chromium counts one less for pages and frames. */
const REDIRECTS_MAX = 20
const NAVIGATION_REDIRECTS_MAX = 19
/** Schemes that Chromium shows itself, but never after a redirect; what has another is for another program. */
const OWN_SCHEMES: readonly string[] = ['about:', 'blob:', 'chrome:', 'data:', 'file:', 'filesystem:', 'ws:', 'wss:']
const BODY_HEADERS: readonly string[] = ['content-encoding', 'content-language', 'content-location', 'content-type']

/** The Location of a redirect with its bytes beyond ASCII escaped; null when the response is none. The first that is not empty counts. */
export function redirectLocation({ status, headers }: EngineResponse): string | null {
  if (!REDIRECT_STATUSES.includes(status)) return null
  const location = headerValues(headers, 'location').find((value) => value !== '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every byte beyond ASCII is escaped
  return location?.replace(/[^\x00-\x7f]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`) ?? null
}

/** Whether the response names several addresses that differ, which Chromium takes for an attack and drops whole. */
export function hasDifferingLocations(headers: readonly Header[]): boolean {
  return new Set(headerValues(headers, 'location')).size > 1
}

/** How a redirect of this status changes the method. Source: Fetch §4.5 step 12. */
export function methodAfterRedirect(status: number, method: string): string {
  if (status === 303) return method === 'HEAD' ? method : 'GET'
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method
}

/** Goes where the response leads, or ends the load where it may not. Source: Fetch §4.5; Chromium for what is asked anew. */
export function followRedirect(turn: Turn, load: Load, response: EngineResponse, location: string): void {
  const target = targetOf(load, response.status, location)
  if (!target.ok) {
    decide(turn, load, target.code, location, target.change)
    finishWithFailure(turn, { ...load, url: target.url }, target.code)
    return
  }
  const next = nextLoad(turn, load, response, target.url)
  const { stepId, requestId, method, url: from } = load
  decide(turn, load, 'redirect-followed', next.url)
  turn.events.push({ type: 'redirect', stepId, requestId, status: response.status, from, to: next.url, method, nextMethod: next.method })
  const admitted = admitTarget(turn, next)
  if (admitted === null) return
  if (mustAskAnew(load, admitted)) askAnew(turn, admitted)
  else sendRequest(turn, admitted)
}

/** `url` of one that is not followed: where the load ends. */
type Target = { ok: true; url: string } | { ok: false; code: DecisionCode; change: string | null; url: string }

/** Where the redirect leads, with the fragment of the address before unless it has its own; or why it is not followed. */
function targetOf(load: Load, status: number, location: string): Target {
  const refused = (code: DecisionCode, change: string | null, url = load.url): Target => ({ ok: false, code, change, url })
  if (load.urls.length > (load.mode === 'navigate' ? NAVIGATION_REDIRECTS_MAX : REDIRECTS_MAX)) return refused('redirect-limit', null)
  const target = URL.parse(location, load.url)
  if (target === null) return refused('redirect-location-invalid', null)
  if (parseHttpUrl(target.href) === null) {
    const next = { ...load, method: methodAfterRedirect(status, load.method), url: target.href, urls: [...load.urls, target.href] }
    const isHandedOn = load.kind === 'navigation' && !OWN_SCHEMES.includes(target.protocol)
    // Whoever would be handed the address would be handed the fields of the form with it.
    if (isHandedOn && load.isForm && judgeMixedForm(next).kind === 'blocked')
      return refused('mixed-form-stopped', 'An address with https would be asked.', target.href)
    return refused(isHandedOn ? 'redirect-handed-on' : 'redirect-scheme', 'An http or https address would be followed.')
  }
  if (!location.includes('#')) target.hash = new URL(load.url).hash
  const isOwn = load.initiator !== null && !load.isTainted && isSameOrigin(load.initiator, target.origin)
  const hasUser = target.username !== '' || target.password !== ''
  if (load.mode === 'cors' && hasUser && (load.corsFlag || !isOwn))
    return refused('redirect-with-credentials', 'An address without user name and password could be asked.')
  return { ok: true, url: target.href }
}

/** A request that becomes foreign, changes its method or needs a preflight starts afresh. */
function mustAskAnew(load: Load, next: Load): boolean {
  const isForeign = next.initiator !== null && !isSameOrigin(next.initiator, originOf(next.url))
  const corsFlag = load.corsFlag || (isForeign && (next.mode === 'cors' || next.mode === 'same-origin'))
  return corsFlag && (!load.corsFlag || next.method !== load.method || needsPreflight({ ...next, corsFlag }))
}

function nextLoad(turn: Turn, load: Load, response: EngineResponse, url: string): Load {
  const method = methodAfterRedirect(response.status, load.method)
  const isSameMethod = method === load.method
  const isForeignHop = !isSameOrigin(originOf(url), originOf(load.url))
  const isTainted = load.isTainted || (load.initiator !== null && isForeignHop && !isSameOrigin(load.initiator, originOf(load.url)))
  const kept = isSameMethod ? load.headers : withoutHeaders(load.headers, BODY_HEADERS)
  const headers = isForeignHop ? withoutHeaders(kept, ['authorization']) : kept
  if (load.method !== 'GET' && load.method !== 'HEAD')
    decide(
      turn,
      load,
      isSameMethod ? 'redirect-method-kept' : 'redirect-method-changed',
      `${response.status}: ${load.method} → ${method}`,
      methodChange(response.status),
    )
  if (headers.length !== kept.length) decide(turn, load, 'authorization-dropped', originOf(url))
  const carried = isSameMethod ? load.originHeader : null
  return {
    ...load,
    url,
    urls: [...load.urls, url],
    method,
    headers,
    body: isSameMethod ? load.body : null,
    isTainted,
    originHeader: carried !== null && isForeignHop ? OPAQUE_ORIGIN : carried,
    referrer: referrerFor(load.referrer, load.referrerPolicy, load.url).value,
    referrerPolicy: referrerPolicyOf(response.headers) ?? load.referrerPolicy,
  }
}

function methodChange(status: number): string {
  return status === 307 || status === 308 ? 'Status 303 would make a GET of it.' : 'Status 307 or 308 would keep method and body.'
}
