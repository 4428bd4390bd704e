import { registrableDomain } from '../sites/public-suffix.ts'
import type { BrowserStep, OtherStep } from './browser-step.ts'
import type { EngineEvent } from './event.ts'
import { type Header, headerValue } from './headers/header-list.ts'
import type { EngineResponse } from './loading/finish-load.ts'
import { playStep } from './play-step.ts'
import type { EngineFailure } from './receive.ts'
import { type BrowserState, createBrowser } from './state.ts'
import type { EngineRequest } from './turn.ts'

/** What the servers of a test answer, by method and URL (`OPTIONS https://…`) or by URL alone; anything else gets a small page. */
export type Answers = Readonly<Record<string, EngineResponse | EngineFailure>>

/** 2026-01-01T00:00:00Z. */
export const NOW = 1_767_225_600_000
export const CONTEXT = { now: NOW, registrableDomain } as const

export const respond = (status: number, headers: readonly Header[] = [], body = 'hello'): EngineResponse => ({
  status,
  headers: [['Content-Type', 'text/html'], ...headers],
  body,
})
export const redirect = (status: number, location: string, headers: readonly Header[] = []): EngineResponse =>
  respond(status, [['Location', location], ...headers])

/** A browser of tests: plays steps against scripted answers and remembers what was asked and what happened last. */
export function scriptedBrowser(answers: Answers = {}, start: BrowserState = createBrowser({ name: 'alice' })) {
  let state = start
  let count = 0
  const answer = ({ method, url }: EngineRequest) => answers[`${method} ${url}`] ?? answers[url] ?? respond(200)
  type Untitled<T> = T extends { id: string } ? Omit<T, 'id'> & { id?: string } : never
  return {
    state: () => state,
    play(step: Untitled<BrowserStep | OtherStep>, now: number = NOW) {
      count += 1
      const played = playStep(state, { id: `s${count}`, ...step } as BrowserStep, { now, registrableDomain }, answer)
      state = played.state
      return { ...played, codes: codesOf(played.events), asked: played.requests.map(({ method, url }) => `${method} ${url}`) }
    },
    visit(url: string) {
      return this.play({ type: 'visit', url })
    },
  }
}

export function codesOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'decision' || event.type === 'refused' ? [event.code] : []))
}

export function headerOf(request: EngineRequest | undefined, name: string): string | null {
  return request === undefined ? null : headerValue(request.headers, name)
}

/** The one event of a type; a test that expects it fails here when there is none or another. */
export function only<T extends EngineEvent['type']>(events: readonly EngineEvent[], type: T): Extract<EngineEvent, { type: T }> {
  const found = events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type)
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} events of type ${type}`)
  return found[0]
}
