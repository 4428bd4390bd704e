import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { CheckEvent, EndEvent, RunEvent } from '@crumbtrail/runner/contract'
import { type ExchangeView, exchangeView } from './exchange-rules.ts'
import { type LogLine, withLog } from './log-rules.ts'

/** One check as it came out. */
export type CheckView = Omit<CheckEvent, 'type'>

type KeysEvent = Extract<RunEvent, { type: 'service-keys' }>
export type ServiceKeys = Omit<KeysEvent, 'type' | 'stepId' | 'at'>

/** Something besides an exchange that happened in a run. `after` counts the exchanges before it; `stepId` is null before the first step. */
export type Moment = { stepId: string | null; after: number } & (
  | { kind: 'clock'; now: string }
  /** What a browser did that belongs to no request. */
  | { kind: 'browser'; browser: string; events: readonly EngineEvent[]; isCut: boolean }
  | { kind: 'service'; service: string; phase: 'started' | 'stopped' | 'failed' }
  | ({ kind: 'keys' } & ServiceKeys)
)

/** A run as far as it has come: what is drawn. */
export type RunView = {
  lines: LogLine[]
  exchanges: ExchangeView[]
  moments: Moment[]
  /** In their order; empty until the run is over. */
  checks: CheckView[]
  /** The step that is being played; null before the first and after the last. */
  playing: string | null
  /** Steps that have been played to their end, in order. */
  played: string[]
  /** How many are served until this run begins, itself included; null when it waits for nobody. */
  queued: number | null
  end: EndEvent | null
}

/** A run of which nothing is known yet. */
export const EMPTY_RUN: RunView = { lines: [], exchanges: [], moments: [], checks: [], playing: null, played: [], queued: null, end: null }

/** The run with one more event. */
export function withEvent(run: RunView, event: RunEvent): RunView {
  const place = { after: run.exchanges.length, stepId: run.playing }
  const withMoment = (moment: Moment): RunView => ({ ...run, moments: [...run.moments, moment] })
  switch (event.type) {
    case 'queue':
      return { ...run, queued: event.position === 0 ? null : event.position }
    case 'log':
      return { ...run, lines: withLog(run.lines, event) }
    case 'exchange':
      return { ...run, exchanges: [...run.exchanges, exchangeView(event)] }
    case 'browser':
      return withMoment({
        ...place,
        stepId: event.stepId,
        kind: 'browser',
        browser: event.browser,
        events: event.events,
        isCut: event.eventsCut !== undefined,
      })
    case 'clock':
      return withMoment({ ...place, stepId: event.stepId, kind: 'clock', now: event.now })
    case 'service':
      return withMoment({ ...place, kind: 'service', service: event.service, phase: event.phase })
    case 'service-keys': {
      const { type: _type, at: _at, stepId, ...keys } = event
      return withMoment({ ...place, stepId, kind: 'keys', ...keys })
    }
    case 'check': {
      const { type: _type, ...check } = event
      return { ...run, checks: [...run.checks, check] }
    }
    case 'step':
      return event.phase === 'started' ? { ...run, playing: event.stepId } : { ...run, playing: null, played: [...run.played, event.stepId] }
    case 'end':
      return { ...run, end: event, playing: null, queued: null, lines: run.lines.map((line) => (line.open ? { ...line, open: false } : line)) }
  }
}

/** A whole run, such as a recorded one. */
export function runViewOf(events: readonly RunEvent[]): RunView {
  return events.reduce(withEvent, EMPTY_RUN)
}

/** The run without the steps of each decision, which are long and are for those who look closely; so that a recorded run is small inside a page. */
export function withoutTraces(run: RunView): RunView {
  const slim = (events: readonly EngineEvent[]) => events.map(withoutTrace)
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) => ({ ...exchange, events: slim(exchange.events) })),
    moments: run.moments.map((moment) => (moment.kind === 'browser' ? { ...moment, events: slim(moment.events) } : moment)),
  }
}

function withoutTrace(event: EngineEvent): EngineEvent {
  if (event.type === 'cookie-store') return { ...event, decision: { ...event.decision, trace: [] } }
  if (event.type === 'cookie-retrieve') return { ...event, decisions: event.decisions.map((decision) => ({ ...decision, trace: [] })) }
  return event
}

/** What happened, in order: exchanges and moments. */
export type Happening = ExchangeHappening | Moment
type ExchangeHappening = { kind: 'exchange'; stepId: string; index: number; exchange: ExchangeView }

/** A run's exchanges and moments as they followed each other. */
export function happeningsOf(run: RunView): Happening[] {
  const happenings: Happening[] = []
  let next = 0
  const take = (before: number) => {
    for (; next < before; next += 1) {
      const exchange = run.exchanges[next]
      if (exchange) happenings.push({ kind: 'exchange', stepId: exchange.stepId, index: next, exchange })
    }
  }
  for (const moment of run.moments) {
    take(moment.after)
    happenings.push(moment)
  }
  take(run.exchanges.length)
  return happenings
}

/** How many steps of a run came to their end, or to an answer at least. */
export function playedCount({ played, exchanges, playing }: RunView): number {
  return new Set([...played, ...exchanges.map(({ stepId }) => stepId).filter((id) => id !== playing)]).size
}

/** What a run came to, in one line for those who hear it: outcome first, then how much there is to read. */
export function runSummary(outcomeTitle: string, run: RunView): string {
  const parts = [outcomeTitle]
  if (run.exchanges.length > 0) parts.push(countOf(run.exchanges.length, 'exchange'))
  parts.push(countOf(run.lines.length, 'log line'))
  if (run.checks.length > 0) parts.push(checkCount(run.checks))
  return parts.join(', ')
}

/** How many of a run's checks passed: `2 of 5 checks passed`. */
export function checkCount(checks: readonly CheckView[]): string {
  return `${checks.filter(({ passed }) => passed).length} of ${countOf(checks.length, 'check')} passed`
}

/** A count with its noun: `1 exchange`, `3 exchanges`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
