import type { ByteString } from '../../jar/cookie.ts'
import type { DecisionCode } from '../../reasons/engine-sections.ts'
import { OPAQUE_ORIGIN, type Origin, originOf } from '../../sites/origin.ts'
import { readableHeaders } from '../cors/cors-check.ts'
import { isDownload } from '../documents/download-rules.ts'
import { findFramingRefusal } from '../documents/framing.ts'
import { ancestorOrigins } from '../documents/page-rules.ts'
import { isImage, withShown } from '../documents/shown-images.ts'
import { type Header, headerValue } from '../headers/header-list.ts'
import { DEFAULT_REFERRER_POLICY, referrerPolicyOf } from '../headers/referrer.ts'
import type { HistoryEntry, Load, PageDocument } from '../state.ts'
import { decide, type Turn } from '../turn.ts'

/** A response as the performer hands it in: headers in wire order, everything Latin-1. */
export type EngineResponse = { status: number; headers: readonly Header[]; body: ByteString }

/** Ends the load without a response that counts. A fetch is rejected, a page becomes the error page, an embedding page learns that it failed. */
export function finishWithFailure(turn: Turn, load: Load, code: DecisionCode): void {
  turn.state = { ...turn.state, load: null }
  const { stepId } = load
  const requestId = load.requestId === '' ? null : load.requestId
  if (load.kind === 'fetch') {
    decide(turn, { stepId, requestId }, 'fetch-refused')
    turn.events.push({ type: 'script-result', stepId, requestId, result: { kind: 'type-error', code } })
  } else if (code === 'redirect-handed-on') decide(turn, { stepId, requestId }, 'page-kept-handed-on', load.url)
  else if (load.kind === 'navigation') {
    decide(turn, { stepId, requestId }, 'page-failed', load.url)
    becomePage(turn, load, emptyDocument(load.url), null, code === 'mixed-form-stopped')
  } else {
    decide(turn, { stepId, requestId }, 'embed-failed', load.url)
    if (load.kind === 'iframe') becomeFrame(turn, load, emptyDocument(load.url), null)
    turn.events.push({ type: 'embed-result', stepId, requestId, as: load.kind, loaded: false, status: null })
  }
}

/** Ends the load with its last response, which the browser may use; what the script or page may see of it is in the event. */
export function finishWithResponse(turn: Turn, load: Load, response: EngineResponse): void {
  turn.state = { ...turn.state, load: null }
  if (load.kind === 'navigation') finishNavigation(turn, load, response)
  else if (load.kind === 'iframe') finishFrame(turn, load, response)
  else if (load.kind === 'fetch') finishFetch(turn, load, response)
  else {
    const { page } = turn.state
    if (page !== null && load.kind === 'image' && isImage(response))
      turn.state = { ...turn.state, page: { ...page, images: withShown(page.images, load) } }
    decide(turn, load, 'embed-loaded', load.url)
    turn.events.push({ type: 'embed-result', stepId: load.stepId, requestId: load.requestId, as: load.kind, loaded: true, status: response.status })
  }
}

/** Ends the load of an image that its document shows already. */
export function finishWithoutRequest(turn: Turn, { stepId, url }: Load): void {
  decide(turn, { stepId, requestId: null }, 'image-shown-already', url)
  turn.events.push({ type: 'embed-result', stepId, requestId: null, as: 'image', loaded: true, status: null })
}

/** Source: HTML, "navigate": what has no content or is saved leaves the page as it is. */
function finishNavigation(turn: Turn, load: Load, response: EngineResponse): void {
  const { status, headers, body } = response
  const isError = status < 200 || status > 299
  const type = headerValue(headers, 'content-disposition') ?? headerValue(headers, 'content-type')
  if (hasNoContent(status)) decide(turn, load, 'page-kept-no-content', String(status))
  else if (isDownload(response) && !isError) decide(turn, load, 'page-kept-download', type)
  else if (isDownload(response) || (status >= 400 && status <= 599 && body === '')) {
    decide(turn, load, isDownload(response) ? 'page-error-download' : 'page-error-empty', String(status))
    becomePage(turn, load, emptyDocument(load.url), status)
  } else {
    decide(turn, load, 'page-changed', load.url)
    becomePage(turn, load, documentOf(load.url, headers), status)
  }
}

function finishFrame(turn: Turn, load: Load, response: EngineResponse): void {
  const { status, headers } = response
  const { stepId, requestId } = load
  const refusal = findFramingRefusal(headers, originOf(load.url), ancestorOrigins(turn.state.page, load.frame))
  const isEmpty = hasNoContent(status) || isDownload(response)
  if (refusal !== null) decide(turn, load, refusal.code, refusal.about, refusal.change)
  else decide(turn, load, isEmpty ? 'frame-empty' : 'frame-loaded', load.url)
  const isShown = refusal === null && !isEmpty
  becomeFrame(turn, load, isShown ? documentOf(load.url, headers) : emptyDocument(load.url), status)
  turn.events.push({ type: 'embed-result', stepId, requestId, as: 'iframe', loaded: isShown, status })
}

/** Source: Fetch §4.1, response tainting; §2.2.6, filtered responses. */
function finishFetch(turn: Turn, load: Load, { status, headers, body }: EngineResponse): void {
  const { stepId, requestId, url } = load
  const isForeign = load.isTainted || load.initiator !== originOf(url)
  const tainting = load.corsFlag ? 'cors' : load.mode === 'no-cors' && isForeign ? 'opaque' : 'basic'
  const isOpaque = tainting === 'opaque'
  if (isOpaque) decide(turn, load, 'cors-opaque', null, 'Mode cors, and Access-Control-Allow-Origin in the response, would let the script read it.')
  else if (!load.corsFlag) decide(turn, load, 'cors-same-origin')
  turn.events.push({
    type: 'script-result',
    stepId,
    requestId,
    result: {
      kind: 'response',
      tainting,
      status: isOpaque ? 0 : status,
      url: isOpaque ? '' : (url.split('#')[0] ?? url),
      redirected: !isOpaque && load.urls.length > 1,
      headers: readableHeaders(headers, tainting, load.credentials),
      body: isOpaque ? null : body,
    },
  })
}

/** 304 is no answer to a request without a condition, and Chromium does with it as with the others. Source: HTML, "navigate". */
function hasNoContent(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

function becomePage(turn: Turn, load: Load, document: PageDocument, status: number | null, isStoppedForm = false): void {
  const { url, method, body, initiator, referrer, referrerPolicy, headers } = load
  const contentType = headerValue(headers, 'content-type')
  const entry: HistoryEntry = { url, method, body, contentType, isStoppedForm, initiator, referrer, referrerPolicy }
  turn.state = { ...turn.state, page: { document, entry, frames: [], images: [] } }
  turn.events.push({
    type: 'document-changed',
    stepId: load.stepId,
    frame: null,
    url: document.isUsable ? url : null,
    origin: document.origin,
    status,
  })
}

function becomeFrame(turn: Turn, load: Load, document: PageDocument, status: number | null): void {
  const { page } = turn.state
  if (page === null) return
  const others = page.frames.filter(({ name }) => name !== load.stepId)
  turn.state = { ...turn.state, page: { ...page, frames: [...others, { name: load.stepId, parent: load.frame, document }] } }
  turn.events.push({
    type: 'document-changed',
    stepId: load.stepId,
    frame: load.stepId,
    url: document.isUsable ? load.url : null,
    origin: document.origin,
    status,
  })
}

function documentOf(url: string, headers: readonly Header[]): PageDocument {
  return { url, origin: originOf(url), referrerPolicy: referrerPolicyOf(headers) ?? DEFAULT_REFERRER_POLICY, isUsable: true }
}

function emptyDocument(url: string): PageDocument {
  const origin: Origin = OPAQUE_ORIGIN
  return { url, origin, referrerPolicy: DEFAULT_REFERRER_POLICY, isUsable: false }
}
