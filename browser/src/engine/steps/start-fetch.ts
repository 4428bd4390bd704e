import type { ByteString } from '../../jar/cookie.ts'
import { encodeText } from '../../jar/document-cookie.ts'
import type { DecisionCode } from '../../reasons/engine-sections.ts'
import { parseHttpUrl } from '../../sites/origin.ts'
import type { FetchStep } from '../browser-step.ts'
import { isForbiddenHeader, isForbiddenMethod, isNoCorsSafelisted, isSafelistedMethod, normalizeMethod } from '../cors/request-rules.ts'
import { findDocument } from '../documents/page-rules.ts'
import { type Header, isHeaderText, isToken, trimHeaderValue } from '../headers/header-list.ts'
import { finishWithFailure } from '../loading/finish-load.ts'
import { startLoad } from '../loading/run-load.ts'
import type { BrowserState, Load, RequestMode } from '../state.ts'
import { beginTurn, decide, type EngineContext, type EngineResult, endTurn, refuse, type Turn } from '../turn.ts'
import { clientOf, newLoad } from './start-load.ts'

/** A script's fetch() from the page, or from the frame named by `in`. Source: Fetch §5.4, §5.6. */
export function startFetch(state: BrowserState, step: FetchStep, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const url = parseHttpUrl(step.url, found.document.url)
  if (url === null) return refuse(state, step.id, 'bad-url', step.url)
  const turn = beginTurn(state, context)
  const mode = step.mode ?? 'cors'
  const method = normalizeMethod(step.method)
  const body = step.json !== undefined ? encodeText(JSON.stringify(step.json)) : step.body !== undefined ? encodeText(step.body) : null
  const load = newLoad({
    ...clientOf(found, step.in, state, context),
    stepId: step.id,
    kind: 'fetch',
    mode,
    credentials: step.credentials ?? 'same-origin',
    method,
    url: url.href,
    body,
    headers: headersOfStep(turn, step, mode, body),
  })
  const fault = faultOf(load, url)
  if (fault === null) startLoad(turn, load)
  else {
    decide(turn, { stepId: step.id, requestId: null }, fault, fault === 'url-credentials-blocked' ? url.origin : step.method)
    finishWithFailure(turn, load, fault)
  }
  return endTurn(turn)
}

/** Why no request can be made of this at all; the script gets a TypeError. Source: Fetch §5.4. */
function faultOf({ mode, method, body, headers }: Load, url: URL): DecisionCode | null {
  if (url.username !== '' || url.password !== '') return 'url-credentials-blocked'
  if (!isToken(method) || headers.some(([name, value]) => !isToken(name) || !isHeaderText(value))) return 'fetch-malformed'
  if (isForbiddenMethod(method)) return 'fetch-method-forbidden'
  if (mode === 'no-cors' && !isSafelistedMethod(method)) return 'fetch-method-no-cors'
  return body !== null && (method === 'GET' || method === 'HEAD') ? 'fetch-body-without-use' : null
}

/** The script's headers that the browser lets pass, those of one name joined, and the content type that the body brings along. */
function headersOfStep(turn: Turn, step: FetchStep, mode: RequestMode, body: ByteString | null): Header[] {
  const headers: Header[] = []
  const wanted = [...(step.headers ?? [])]
  const isNamed = (name: string) => (header: readonly [string, string]) => header[0].toLowerCase() === name.toLowerCase()
  if (step.json !== undefined && !wanted.some(isNamed('content-type'))) wanted.push(['Content-Type', 'application/json'])
  for (const [name, text] of wanted) {
    const value = trimHeaderValue(text)
    const at = headers.findIndex(isNamed(name))
    const joined = at < 0 ? value : `${headers[at]?.[1]}, ${value}`
    const code = isForbiddenHeader(name, value)
      ? 'header-forbidden'
      : mode === 'no-cors' && !isNoCorsSafelisted(name, joined)
        ? 'header-not-no-cors'
        : null
    if (code !== null) decide(turn, { stepId: step.id, requestId: null }, code, `${name}: ${value}`)
    else if (at < 0) headers.push([name, value])
    else headers[at] = [headers[at]?.[0] ?? name, joined]
  }
  if (body !== null && !headers.some(isNamed('content-type'))) headers.push(['Content-Type', 'text/plain;charset=UTF-8'])
  return headers
}
