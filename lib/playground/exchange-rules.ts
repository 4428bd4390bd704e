import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { ExchangeEvent } from '@crumbtrail/runner/contract'
import { type CookieToken, cookiesSent, cookiesSet } from './cookie-token-rules.ts'
import { bytesOf, type MessageView, messageView, parseHead } from './message-rules.ts'

export type ExchangeFailure = NonNullable<ExchangeEvent['failure']>

/** One request and what came back, as plain data: what a page needs to draw and to open it. */
export type ExchangeView = {
  stepId: string
  /** Whose request it was; null for a raw one. */
  browser: string | null
  /** What the browser asked for; null for a raw request. */
  purpose: NonNullable<ExchangeEvent['purpose']> | null
  /** The host that was asked. */
  site: string
  method: string
  url: string
  /** Milliseconds since the run began, and how long the exchange took. */
  at: number
  durationMs: number
  request: MessageView
  /** Null when no response head could be read. */
  response: (MessageView & { status: number; reason: string }) | null
  failure: ExchangeFailure | null
  /** What arrived when it was no whole response; null when nothing did. */
  partial: MessageView | null
  /** What the browser decided of this request and its answer, in order; empty for a raw request. */
  events: readonly EngineEvent[]
  /** Whether some of that is missing, because there was too much of it. */
  isCut: boolean
}

export type StatusTone = 'good' | 'moved' | 'bad'

/** An exchange of the runner's stream, readable: base64 gone, head and body apart. */
export function exchangeView(event: ExchangeEvent): ExchangeView {
  const { request, response, partial } = event
  return {
    stepId: event.stepId,
    browser: event.browser,
    purpose: event.purpose ?? null,
    site: event.site,
    method: request.method,
    url: request.url,
    at: event.at,
    durationMs: event.durationMs,
    request: messageView({ ...request, raw: bytesOf(request.raw) }),
    response: response && {
      ...messageView({ ...response, raw: bytesOf(response.raw) }, { bodyOffset: response.bodyOffset, body: bytesOf(response.body) }),
      status: response.status,
      reason: response.reason,
    },
    failure: event.failure,
    partial: partial && messageView({ ...partial, raw: bytesOf(partial.raw) }),
    events: event.decisions,
    isCut: event.decisionsCut !== undefined,
  }
}

/** The cookies that travelled: with the request, and set or cleared by the response. */
export function cookiesOf(exchange: ExchangeView): { sent: CookieToken[]; set: CookieToken[] } {
  return {
    sent: cookiesSent(parseHead(exchange.request.head).headers),
    set: exchange.response ? cookiesSet(parseHead(exchange.response.head).headers) : [],
  }
}

/** Path and query of a URL as a request line has them. */
export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/, '') || '/'
}

/** Whether a status is an answer as asked, sends elsewhere, or refuses. */
export function statusTone(status: number): StatusTone {
  if (status >= 400) return 'bad'
  return status >= 300 ? 'moved' : 'good'
}

/** Where a redirect sends, as a path of its own site or else whole; null for other responses. */
export function redirectTarget(exchange: ExchangeView): string | null {
  if (!exchange.response || statusTone(exchange.response.status) !== 'moved') return null
  return parseHead(exchange.response.head).headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null
}

/** The first words of a short text body, for the arrow; null when there is none worth showing. */
export function bodyGist(exchange: ExchangeView): string | null {
  const { response } = exchange
  if (response?.bodyKind !== 'text') return null
  const text = response.body.trim()
  const first = text.split('\n')[0]?.trim() ?? ''
  // JSON over several lines says nothing in its first.
  const line = /^[[{\s]+$/.test(first) ? text.replace(/\s+/g, ' ') : first
  if (line === '' || line.startsWith('<')) return null
  return line.length <= 32 ? line : `${line.slice(0, 31)}…`
}

/** Why no whole response came, in one sentence. */
export function failureWords(failure: ExchangeFailure): string {
  return FAILURE_WORDS[failure]
}

const FAILURE_WORDS: Record<ExchangeFailure, string> = {
  'not-listening': 'Nothing accepted the connection: no server listened on this port at that moment.',
  'connection-closed': 'The server closed the connection before a whole response had arrived.',
  'timed-out': 'No whole response came in time. A handler that never calls res.end() or next() looks like this.',
  'not-http': 'What came back is not an HTTP/1.1 response.',
  'headers-too-large': 'The status line and headers of the response are larger than the limit.',
  'no-such-host': 'The browser could not find this host: no site of the lab has the name.',
  'too-many-exchanges': 'Not sent: the browsers of this run had made as many requests as a run may.',
}
