'use client'

import type { RunEvent } from '@crumbtrail/runner/contract'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'
import { lineCutter } from '#lib/playground/ndjson-rules.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import { type Refusal, refusalOf } from '#lib/playground/refusal-words.ts'
import type { OwnRequest } from '#lib/playground/request-draft-rules.ts'
import { EMPTY_RUN, type RunView, withEvent } from '#lib/playground/run-view-rules.ts'

/** A run of the learner's own, as far as it has come. `recorded` is shown until the first one begins. */
export type RunState =
  | { phase: 'idle' }
  | { phase: 'running'; run: RunView; startedAt: number; before: RunView | null }
  | { phase: 'done'; run: RunView }
  | { phase: 'stopped'; run: RunView; ms: number }
  | { phase: 'refused'; refusal: Refusal; retryAt: number | null; before: RunView | null }

type Change =
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

function reduce(state: RunState, change: Change): RunState {
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
  if (change.type === 'stop') return { phase: 'stopped', run: { ...state.run, playing: null }, ms: change.at - state.startedAt }
  if (change.type === 'break') return { phase: 'refused', refusal: BROKEN, retryAt: null, before: { ...state.run, playing: null } }
  const run = change.events.reduce(withEvent, state.run)
  return run.end ? { phase: 'done', run } : { ...state, run }
}

const BROKEN: Refusal = { code: 'site-away', message: 'The connection broke before the run had ended.' }

export type RunControls = {
  state: RunState
  run: (job: { lessonId: string; files: SourceFile[]; requests: OwnRequest[] }) => Promise<void>
  stop: () => void
}

/** Runs code on the site's sandbox and keeps what streams back. A new run ends the one before it; leaving the page ends it too. */
export function useRun(): RunControls {
  const [state, dispatch] = useReducer(reduce, { phase: 'idle' })
  const underWay = useRef<AbortController | null>(null)
  useEffect(() => () => underWay.current?.abort(), [])

  const stop = useCallback(() => {
    underWay.current?.abort()
    underWay.current = null
    dispatch({ type: 'stop', at: Date.now() })
  }, [])

  const run = useCallback<RunControls['run']>(async (job) => {
    underWay.current?.abort()
    const abort = new AbortController()
    underWay.current = abort
    const isCurrent = () => underWay.current === abort
    dispatch({ type: 'begin', at: Date.now() })
    try {
      const response = await fetch('/api/runs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(job),
        signal: abort.signal,
      })
      if (!response.ok || !response.body) {
        const answer: unknown = await response.json().catch(() => null)
        if (isCurrent()) dispatch({ type: 'refuse', refusal: refusalOf(answer), at: Date.now() })
        return
      }
      const ended = await readEvents(response.body, (events) => isCurrent() && dispatch({ type: 'events', events }))
      if (!ended && isCurrent()) dispatch({ type: 'break' })
    } catch {
      if (!isCurrent() || abort.signal.aborted) return
      const offline = !navigator.onLine
      const refusal: Refusal = offline ? { code: 'offline', message: '' } : { code: 'site-away', message: '' }
      dispatch({ type: 'refuse', refusal, at: Date.now() })
    } finally {
      if (isCurrent()) underWay.current = null
    }
  }, [])

  return { state, run, stop }
}

/** Reads events to the end of the stream, in groups as they arrive; whether the last of them was an `end`. */
async function readEvents(body: ReadableStream<Uint8Array>, take: (events: RunEvent[]) => void): Promise<boolean> {
  const cutter = lineCutter(PLAYGROUND_LIMITS.eventLengthMax)
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return false
      // The site has checked each event against the runner's contract before sending it.
      const events = cutter.push(decoder.decode(value, { stream: true })).map((line) => JSON.parse(line) as RunEvent)
      if (events.length > 0) take(events)
      if (events.some((event) => event.type === 'end')) return true
    }
  } finally {
    reader.releaseLock()
  }
}
