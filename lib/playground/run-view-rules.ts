import type { CheckEvent, EndEvent, RunEvent } from '@crumbtrail/runner/contract'
import { type ExchangeView, exchangeView } from './exchange-rules.ts'
import { type LogLine, withLog } from './log-rules.ts'

/** One check as it came out. */
export type CheckView = Omit<CheckEvent, 'type'>

/** A run as far as it has come: what is drawn. */
export type RunView = {
  lines: LogLine[]
  exchanges: ExchangeView[]
  /** In their order; empty until the run is over. */
  checks: CheckView[]
  /** The step that is being played; null before the first and after the last. */
  playing: string | null
  /** How many are served until this run begins, itself included; null when it waits for nobody. */
  queued: number | null
  end: EndEvent | null
}

/** A run of which nothing is known yet. */
export const EMPTY_RUN: RunView = { lines: [], exchanges: [], checks: [], playing: null, queued: null, end: null }

/** The run with one more event. Events of parts that this page does not draw leave it as it is. */
export function withEvent(run: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'queue':
      return { ...run, queued: event.position === 0 ? null : event.position }
    case 'log':
      return { ...run, lines: withLog(run.lines, event) }
    case 'exchange':
      return { ...run, exchanges: [...run.exchanges, exchangeView(event)] }
    case 'check': {
      const { type: _type, ...check } = event
      return { ...run, checks: [...run.checks, check] }
    }
    case 'step':
      return { ...run, playing: event.phase === 'started' ? event.stepId : null }
    case 'end':
      return { ...run, end: event, playing: null, queued: null, lines: run.lines.map((line) => (line.open ? { ...line, open: false } : line)) }
    default:
      return run
  }
}

/** A whole run, such as a recorded one. */
export function runViewOf(events: readonly RunEvent[]): RunView {
  return events.reduce(withEvent, EMPTY_RUN)
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
