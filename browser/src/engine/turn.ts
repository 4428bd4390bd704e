import type { ByteString, RegistrableDomain } from '../jar/cookie.ts'
import { PROFILES } from '../profile.ts'
import type { DecisionCode, RefusalCode } from '../reasons/engine-sections.ts'
import type { SiteRules } from '../sites/site-for-cookies.ts'
import type { EngineEvent } from './event.ts'
import type { Header } from './headers/header-list.ts'
import type { BrowserState, Load, LoadKind } from './state.ts'

/** What the engine cannot know by itself. `explain` says of which cookies of the jar a retrieval tells its decisions: of all, of those of the site, of none. */
export type EngineContext = { now: number; registrableDomain: RegistrableDomain; explain?: 'jar' | 'site' | 'nothing' }

/** One HTTP request to be made, whole: nothing but framing of the connection is to be added. Without a fragment in the URL. */
export type EngineRequest = {
  id: string
  stepId: string
  purpose: LoadKind | 'preflight'
  method: string
  url: string
  headers: readonly Header[]
  body: ByteString | null
}

/** What a step, or the answer to a request, comes to. At most one request: what follows waits for its answer. */
export type EngineResult = { state: BrowserState; requests: EngineRequest[]; events: EngineEvent[] }

/** A result in the making. The state in it is replaced, never changed. */
export type Turn = { readonly context: EngineContext; state: BrowserState; readonly requests: EngineRequest[]; readonly events: EngineEvent[] }

export function beginTurn(state: BrowserState, context: EngineContext): Turn {
  return { context, state, requests: [], events: [] }
}

export function endTurn({ state, requests, events }: Turn): EngineResult {
  return { state, requests, events }
}

type Subject = { stepId: string; requestId: string | null }

/** How this browser tells sites apart. */
export function siteRulesOf({ profile }: BrowserState, { registrableDomain }: EngineContext): SiteRules {
  return { registrableDomain, isSchemeful: PROFILES[profile].hasSchemefulSameSite }
}

/** Records that a rule was applied, about what, and what would have made it otherwise. */
export function decide(turn: Turn, subject: Subject, code: DecisionCode, about: string | null = null, change: string | null = null): void {
  const { stepId, requestId } = subject
  turn.events.push({ type: 'decision', stepId, requestId: requestId === '' ? null : requestId, code, about, change })
}

/** The answer to what cannot be played: the state as it was, and one event that says why. */
export function refuse(state: BrowserState, stepId: string | null, code: RefusalCode, about: string | null = null): EngineResult {
  return { state, requests: [], events: [{ type: 'refused', stepId, code, about }] }
}

/** The load gets the next request id; the turn's state counts it. */
export function withNextRequest(turn: Turn, load: Load): Load {
  const requestCount = turn.state.requestCount + 1
  turn.state = { ...turn.state, requestCount }
  return { ...load, requestId: `${turn.state.name}-${requestCount}` }
}
