import type { DecisionCode } from '../reasons/engine-sections.ts'
import { checkCors } from './cors/cors-check.ts'
import { judgePermission, type PreflightPermission, readPermission, rememberPermission } from './cors/preflight-cache.ts'
import { headerValues } from './headers/header-list.ts'
import { keepCookies } from './loading/cookies-of-load.ts'
import { type EngineResponse, finishWithFailure, finishWithResponse } from './loading/finish-load.ts'
import { followRedirect, hasDifferingLocations, redirectLocation } from './loading/redirect.ts'
import { corsOriginOf, preflightSubjectOf, sendRequest } from './loading/run-load.ts'
import type { BrowserState, Load } from './state.ts'
import { beginTurn, decide, type EngineContext, type EngineResult, endTurn, refuse, type Turn } from './turn.ts'

/** Why no response came: the same words as those of whoever performs the exchange. */
export type EngineFailure = { failure: string }

/**
 * Hands the browser the answer to a request that it made: what it does with it, and the request that follows, if one does.
 * A request id that it does not wait for is a refusal in the events, and nothing changes.
 */
export function receive(state: BrowserState, requestId: string, answer: EngineResponse | EngineFailure, context: EngineContext): EngineResult {
  const { load } = state
  if (load === null || load.requestId !== requestId) return refuse(state, null, 'unknown-request', requestId)
  const turn = beginTurn(state, context)
  if ('failure' in answer) {
    decide(turn, load, 'network-failure', answer.failure)
    finishWithFailure(turn, load, 'network-failure')
  } else if (hasDifferingLocations(answer.headers)) {
    decide(turn, load, 'redirect-locations-differ', null, 'One Location would be followed.')
    finishWithFailure(turn, load, 'redirect-locations-differ')
  } else if (answer.status === 407) {
    decide(turn, load, 'proxy-status-from-server', '407')
    finishWithFailure(turn, load, 'proxy-status-from-server')
  } else if (load.phase === 'preflight') receivePreflight(turn, load, answer)
  else receiveResponse(turn, load, answer)
  return endTurn(turn)
}

function receiveResponse(turn: Turn, load: Load, response: EngineResponse): void {
  keepCookies(turn, load, response.headers)
  if (load.corsFlag && !passesCors(turn, load, response)) return
  const location = redirectLocation(response)
  if (location !== null) followRedirect(turn, load, response, location)
  else finishWithResponse(turn, load, response)
}

/** Remembers the permission and makes the request that it was for, or ends the load. Source: Fetch §4.8. */
function receivePreflight(turn: Turn, load: Load, response: EngineResponse): void {
  for (const line of headerValues(response.headers, 'set-cookie')) decide(turn, load, 'preflight-without-credentials', line)
  const reading = readPreflight(turn, load, response)
  if (!reading.ok) {
    decide(turn, load, reading.code, reading.about, reading.change)
    finishWithFailure(turn, load, reading.code)
    return
  }
  const { now } = turn.context
  decide(turn, load, 'preflight-granted', `${(reading.permission.expiresAt - now) / 1000} s`)
  turn.state = { ...turn.state, preflights: rememberPermission(turn.state.preflights, reading.permission, now) }
  sendRequest(turn, load)
}

type Fault = { ok: false; code: DecisionCode; about: string | null; change: string | null }

/** What the answer permits, or the first thing in it that stands against the request. */
function readPreflight(turn: Turn, load: Load, response: EngineResponse): { ok: true; permission: PreflightPermission } | Fault {
  const status = String(response.status)
  if (redirectLocation(response) !== null) {
    return { ok: false, code: 'preflight-redirected', about: status, change: 'A status of 200 to 299 without redirect would do.' }
  }
  const cors = checkCors(corsOriginOf(load), load.credentials, response.headers)
  if (!cors.allowed) return { ok: false, code: cors.code, about: cors.about, change: cors.change }
  decide(turn, load, cors.code, cors.about)
  if (response.status < 200 || response.status > 299) {
    return { ok: false, code: 'preflight-status', about: status, change: 'A status of 200 to 299 would do.' }
  }
  const subject = preflightSubjectOf(load)
  const reading = readPermission(subject, response.headers, turn.context.now)
  if (!reading.ok) {
    return {
      ok: false,
      code: 'preflight-list-malformed',
      about: `${reading.header}: ${reading.value}`,
      change: 'Names separated by commas would do.',
    }
  }
  const verdict = judgePermission(reading.permission, subject)
  if (verdict.allowed && verdict.byWildcard)
    decide(turn, load, 'preflight-authorization-wildcard', '*', 'authorization in Access-Control-Allow-Headers would be right by the text too.')
  return verdict.allowed ? reading : { ok: false, code: verdict.code, about: verdict.about, change: verdict.change }
}

/** Whether the response may be used; when not, the load has ended. */
function passesCors(turn: Turn, load: Load, { headers }: EngineResponse): boolean {
  const verdict = checkCors(corsOriginOf(load), load.credentials, headers)
  decide(turn, load, verdict.code, verdict.about, verdict.change)
  if (!verdict.allowed) finishWithFailure(turn, load, verdict.code)
  return verdict.allowed
}
