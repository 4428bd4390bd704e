import type { ByteString } from '../../jar/cookie.ts'
import { encodeText } from '../../jar/document-cookie.ts'
import { parseHttpUrl } from '../../sites/origin.ts'
import type { BrowserStep, SubmitStep, VisitStep } from '../browser-step.ts'
import { isForbiddenMethod } from '../cors/request-rules.ts'
import { findDocument } from '../documents/page-rules.ts'
import { isToken } from '../headers/header-list.ts'
import { startLoad } from '../loading/run-load.ts'
import type { BrowserState, Load } from '../state.ts'
import { beginTurn, decide, type EngineContext, type EngineResult, endTurn, refuse, type Turn } from '../turn.ts'
import { clientOf, newLoad } from './start-load.ts'

const NAVIGATION = { kind: 'navigation', mode: 'navigate', credentials: 'include', userActivated: true } as const

/** The address bar, or a link that a person follows on the page; with `in`, a link in that frame whose target is the whole page. */
export function startVisit(state: BrowserState, step: VisitStep, context: EngineContext): EngineResult {
  if (step.from !== 'page' && step.in !== undefined) return refuse(state, step.id, 'typed-in-frame', step.in)
  if (step.from !== 'page') {
    const url = parseHttpUrl(step.url)
    return url === null
      ? refuse(state, step.id, 'bad-url', step.url)
      : begin(state, context, newLoad({ ...NAVIGATION, stepId: step.id, method: 'GET', url: url.href }))
  }
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const url = parseHttpUrl(step.url, found.document.url)
  if (url === null) return refuse(state, step.id, 'bad-url', step.url)
  return begin(state, context, newLoad({ ...NAVIGATION, ...clientOf(found, step.in, state, context), stepId: step.id, method: 'GET', url: url.href }))
}

/** A form that a person sends; its method is GET or POST in every browser, others are let through to show what a server does with them. */
export function startSubmit(state: BrowserState, step: SubmitStep, context: EngineContext): EngineResult {
  const found = findDocument(state, step.in)
  if (!found.ok) return refuse(state, step.id, found.code, found.about)
  const url = parseHttpUrl(step.url, found.document.url)
  if (url === null) return refuse(state, step.id, 'bad-url', step.url)
  const method = step.method.toUpperCase()
  if (!isToken(method) || isForbiddenMethod(method)) return refuse(state, step.id, 'bad-method', step.method)
  const client = clientOf(found, step.in, state, context)
  if (method === 'GET') {
    if (step.json !== undefined || step.body !== undefined) return refuse(state, step.id, 'bad-form', step.method)
    const href = step.form === undefined ? url.href : withQuery(url, formEncoded(step.form))
    return begin(state, context, newLoad({ ...NAVIGATION, ...client, stepId: step.id, isForm: true, method, url: href }))
  }
  const { body, contentType } = bodyOf(step)
  const load = newLoad({
    ...NAVIGATION,
    ...client,
    stepId: step.id,
    isForm: true,
    method,
    url: url.href,
    body,
    headers: [['Content-Type', contentType]],
  })
  return begin(state, context, load, step.json !== undefined)
}

/** The address bar's reload of the whole page: the same navigation once more, by whoever began it. Source: RFC 6265bis §5.2. */
export function startReload(state: BrowserState, step: Extract<BrowserStep, { type: 'reload' }>, context: EngineContext): EngineResult {
  if (step.in !== undefined) return refuse(state, step.id, 'typed-in-frame', step.in)
  if (state.page === null) return refuse(state, step.id, 'no-page')
  const { contentType, isStoppedForm, ...entry } = state.page.entry
  const headers = contentType === null ? [] : [['Content-Type', contentType] as const]
  return begin(state, context, newLoad({ ...NAVIGATION, ...entry, headers, stepId: step.id, isReload: true, isForm: isStoppedForm }))
}

function begin(state: BrowserState, context: EngineContext, load: Load, isJson = false): EngineResult {
  const turn = beginTurn(state, context)
  const subject = { stepId: load.stepId, requestId: null }
  if (isJson) decide(turn, subject, 'form-cannot-send-json')
  if (load.isReload && load.initiator !== null)
    decide(turn, subject, 'reload-keeps-initiator', load.initiator, 'Typed into the address bar, it would be a request by nobody else.')
  if (isFragmentOnly(turn, load)) scrollPage(turn, load)
  else startLoad(turn, load)
  return endTurn(turn)
}

/** Whether the address is the page's own with a fragment, which is looked for in the page. Source: HTML, "navigate". */
function isFragmentOnly({ state: { page } }: Turn, { url, body, isReload }: Load): boolean {
  const [before = '', fragment] = url.split('#', 2)
  return !isReload && body === null && fragment !== undefined && page?.document.isUsable === true && page.document.url.split('#')[0] === before
}

/** What a reload repeats is then begun by whoever led to the fragment; Referer stays, unless that was the address bar. Source: Chromium. */
function scrollPage(turn: Turn, { stepId, url, initiator }: Load): void {
  const { page } = turn.state
  if (page === null) return
  decide(turn, { stepId, requestId: null }, 'page-scrolled', url)
  const referrer = initiator === null ? null : page.entry.referrer
  const entry = { ...page.entry, url, initiator, referrer }
  turn.state = { ...turn.state, page: { ...page, document: { ...page.document, url }, entry } }
}

/** The address with this query, whose question mark stays when it is empty. Source: HTML, "mutate action URL". */
function withQuery(url: URL, query: string): string {
  const { hash } = url
  url.search = ''
  url.hash = ''
  return `${url.href}?${query}${hash}`
}

function bodyOf({ form, json, body }: SubmitStep): { body: ByteString; contentType: string } {
  if (json !== undefined) return { body: encodeText(JSON.stringify(json)), contentType: 'application/json' }
  if (body !== undefined) return { body: encodeText(body), contentType: 'text/plain' }
  return { body: formEncoded(form ?? {}), contentType: 'application/x-www-form-urlencoded' }
}

/** Source: URL, "application/x-www-form-urlencoded serializing"; line ends as a form sends them. */
function formEncoded(form: Readonly<Record<string, string>>): ByteString {
  const withLineEnds = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n')
  return new URLSearchParams(Object.entries(form).map(([name, value]): [string, string] => [withLineEnds(name), withLineEnds(value)])).toString()
}
