import type { RunEvent } from '@crumbtrail/runner/contract'
import { type Refusal, refusalOfEnd } from '#lib/playground/refusal-words.ts'
import { EMPTY_RUN, type RunView, withEvent } from '#lib/playground/run-view-rules.ts'

/** A run of the learner's own, as far as it has come, and the one before it. `recorded` is shown until the first one begins. */
export type RunState =
  | { phase: 'idle' }
  | { phase: 'running'; run: RunView; startedAt: number; before: RunView | null }
  | { phase: 'done'; run: RunView; before: RunView | null }
  | { phase: 'stopped'; run: RunView; ms: number }
  | { phase: 'refused'; refusal: Refusal; retryAt: number | null; before: RunView | null }

export type RunChange =
  | { type: 'begin'; at: number }
  | { type: 'events'; events: RunEvent[] }
  | { type: 'stop'; at: number }
  | { type: 'refuse'; refusal: Refusal; at: number }
  | { type: 'break' }

/** The run that stands on the page in a state; null when none of the learner's own does. */
export function runIn(state: RunState): RunView | null {
  if (state.phase === 'idle') return null
  return state.phase === 'refused' ? state.before : state.run
}

/** The state after a change. A change that comes too late for its state (an event after Stop) leaves it as it is. */
export function reduceRun(state: RunState, change: RunChange): RunState {
  switch (change.type) {
    case 'begin':
      return { phase: 'running', run: EMPTY_RUN, startedAt: change.at, before: state.phase === 'running' ? state.before : runIn(state) }
    case 'refuse': {
      const { retryAfterSeconds } = change.refusal
      const before = state.phase === 'running' ? state.before : runIn(state)
      return { phase: 'refused', refusal: change.refusal, before, retryAt: retryAfterSeconds ? change.at + retryAfterSeconds * 1000 : null }
    }
  }
  if (state.phase !== 'running') return state
  if (change.type === 'stop') return { phase: 'stopped', run: { ...state.run, playing: null, queued: null }, ms: change.at - state.startedAt }
  if (change.type === 'break') return { phase: 'refused', refusal: BROKEN, retryAt: null, before: { ...state.run, playing: null, queued: null } }
  const run = change.events.reduce(withEvent, state.run)
  return run.end ? { phase: 'done', run, before: state.before } : { ...state, run }
}

/** What a group of events changes: a run that waited and was not begun after all is refused like one that was refused at once. */
export function changeBy(events: RunEvent[], at: number): RunChange {
  const end = events.find((event) => event.type === 'end')
  const refusal = end ? refusalOfEnd(end) : null
  return refusal ? { type: 'refuse', refusal, at } : { type: 'events', events }
}

const BROKEN: Refusal = { code: 'site-away', message: 'The connection broke before the run had ended.' }
