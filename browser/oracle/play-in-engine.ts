import type { EngineEvent } from '../src/engine/event.ts'
import { receive } from '../src/engine/receive.ts'
import { type BrowserState, createBrowser } from '../src/engine/state.ts'
import { step as playStep } from '../src/engine/step.ts'
import type { EngineRequest, EngineResult } from '../src/engine/turn.ts'
import { allCookies } from '../src/jar/jar.ts'
import { registrableDomain } from '../src/sites/public-suffix.ts'
import {
  COMPARED_HEADERS,
  type Observation,
  type ObservedCookie,
  type ObservedRequest,
  type StepOutcome,
  sortCookies,
  textOfBytes,
} from './observation.ts'
import { answerOf, type Header, type Scenario, type ScriptedResponse } from './scenario.ts'

/** More than any chain of redirects that a browser follows, with its preflights. */
const REQUESTS_A_STEP_MAX = 60

export type EnginePlay = { observation: Observation; events: EngineEvent[] }

/**
 * Plays a scenario in the simulated browser. Its clock is the real one of the run that it is compared with: each step and each
 * response happens when it happened there.
 */
export function playInEngine(scenario: Scenario, timing: Observation): EnginePlay {
  let state: BrowserState = createBrowser({ name: 'oracle', profile: 'chromium', blocksThirdPartyCookies: scenario.thirdPartyCookies === 'blocked' })
  const events: EngineEvent[] = []
  const steps = scenario.steps.map((step, index) => {
    const times = timing.steps[index]
    if (!times) throw new Error(`the run to compare with has no step ${step.id}`)
    const requests: ObservedRequest[] = []
    const seen: EngineEvent[] = []
    // What is decided about a request is decided shortly before it arrives: so it happens then, and not when the machine let the step begin.
    const timeOf = (request: number) =>
      times.requests[request]?.at ?? times.requests.at(-1)?.at ?? (step.type === 'wait' ? times.readAt : times.startedAt)
    const take = (result: EngineResult) => {
      state = result.state
      seen.push(...result.events)
      return result.requests
    }
    const waiting: EngineRequest[] = take(playStep(state, step, { now: timeOf(0), registrableDomain }))
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      const url = new URL(request.url)
      const isServed = isServedHost(url)
      if (isServed) requests.push(observeRequest(request, timeOf(requests.length)))
      const answer = isServed ? asParsed(answerOf(scenario, request.method, url.pathname + url.search), request.method) : { failure: 'not-listening' }
      if (requests.length > REQUESTS_A_STEP_MAX) throw new Error(`${step.id}: the engine made more than ${REQUESTS_A_STEP_MAX} requests`)
      waiting.push(...take(receive(state, request.id, answer, { now: timeOf(requests.length), registrableDomain })))
    }
    events.push(...seen)
    const { startedAt, readAt } = times
    return { stepId: step.id, startedAt, readAt, requests, outcome: outcomeOf(seen), cookies: observeCookies(state, readAt) }
  })
  return { observation: { steps }, events }
}

/** The ports that the oracle serves, by scheme; anything else refuses the connection. */
function isServedHost({ protocol, port }: URL): boolean {
  return protocol === 'https:' ? port === '' || port === '8443' : port === '' || port === '8080'
}

/** What a parser of HTTP hands on: field values without the blanks around them, no body where none can be (RFC 9110, sections 5.5 and 6.4.1). */
function asParsed({ status, headers, body }: ScriptedResponse, method: string): ScriptedResponse {
  return {
    status,
    headers: headers.map(([name, value]): Header => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]),
    body: method === 'HEAD' || status === 204 || status === 304 ? '' : body,
  }
}

function observeRequest({ method, url, headers, body }: EngineRequest, at: number): ObservedRequest {
  const compared = headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => (COMPARED_HEADERS as readonly string[]).includes(name))
  // A user name and a password in an address stay with the browser.
  const onWire = new URL(url)
  onWire.username = ''
  onWire.password = ''
  return { method, url: onWire.href, headers: Object.fromEntries(compared), body: body ?? '', at }
}

function outcomeOf(events: readonly EngineEvent[]): StepOutcome {
  for (const event of events) {
    if (event.type === 'refused') return { type: 'refused' }
    if (event.type === 'document-cookie-read') return { type: 'cookie-string', text: event.text }
    if (event.type === 'script-result') {
      const { result } = event
      if (result.kind === 'type-error') return { type: 'fetch-error' }
      return {
        type: 'fetch-response',
        responseType: result.tainting,
        status: result.status,
        redirected: result.redirected,
        url: result.url,
        headerNames: [...new Set(result.headers.map(([name]) => name.toLowerCase()))].toSorted(),
        body: textOfBytes(result.body ?? ''),
      }
    }
  }
  return { type: 'done' }
}

/** An expired cookie may lie in a jar until it is next looked at; nobody shows it. */
function observeCookies({ jar }: BrowserState, readAt: number): ObservedCookie[] {
  const living = allCookies(jar).filter(({ expiresAt }) => expiresAt === null || expiresAt > readAt)
  return sortCookies(
    living.map((cookie) => ({
      name: textOfBytes(cookie.name),
      value: textOfBytes(cookie.value),
      domain: cookie.domain,
      hostOnly: cookie.hostOnly,
      path: textOfBytes(cookie.path),
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      sameSite: cookie.sameSite,
      partition: cookie.partitionKey ? `${cookie.partitionKey.site}${cookie.partitionKey.hasCrossSiteAncestor ? ' ancestor' : ''}` : null,
      expiresAt: cookie.expiresAt,
    })),
  )
}
