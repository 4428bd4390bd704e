'use client'

import { useCallback, useEffect, useReducer, useRef } from 'react'
import { changeBy, type RunState, reduceRun } from '#components/playground/run-state.ts'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'
import { lineCutter } from '#lib/playground/ndjson-rules.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import { type Refusal, refusalOf } from '#lib/playground/refusal-words.ts'
import type { OwnStep } from '#lib/playground/request-draft-rules.ts'
import type { PassedEvent, StreamEvent } from '#lib/playground/run-stream.ts'

export type RunControls = {
  state: RunState
  run: (job: { lessonId: string; files: SourceFile[]; requests: OwnStep[] }) => Promise<void>
  stop: () => void
}

/**
 * Runs code on the site's sandbox and keeps what streams back. A new run ends the one before it; leaving the page ends it too. `onPassed` hears of
 * a run whose checks all passed, and has to be the same function every time.
 */
export function useRun(onPassed: (passed: PassedEvent) => void): RunControls {
  const [state, dispatch] = useReducer(reduceRun, { phase: 'idle' })
  const underWay = useRef<AbortController | null>(null)
  useEffect(() => () => underWay.current?.abort(), [])

  const stop = useCallback(() => {
    underWay.current?.abort()
    underWay.current = null
    dispatch({ type: 'stop', at: Date.now() })
  }, [])

  const run = useCallback<RunControls['run']>(
    async (job) => {
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
          if (isCurrent()) dispatch({ type: 'refuse', refusal: refusalOf(answer, response.status), at: Date.now() })
          return
        }
        const ended = await readEvents(response.body, (events) => {
          if (!isCurrent()) return
          const told = events.filter((event) => event.type !== 'passed')
          if (told.length > 0) dispatch(changeBy(told, Date.now()))
          for (const event of events) if (event.type === 'passed') onPassed(event)
        })
        if (!ended && isCurrent()) dispatch({ type: 'break' })
      } catch {
        if (!isCurrent() || abort.signal.aborted) return
        const offline = !navigator.onLine
        const refusal: Refusal = offline ? { code: 'offline', message: '' } : { code: 'site-away', message: '' }
        dispatch({ type: 'refuse', refusal, at: Date.now() })
      } finally {
        if (isCurrent()) underWay.current = null
      }
    },
    [onPassed],
  )

  return { state, run, stop }
}

/** Reads events to the end of the stream, in groups as they arrive; whether the last of them was an `end`. */
async function readEvents(body: ReadableStream<Uint8Array>, take: (events: StreamEvent[]) => void): Promise<boolean> {
  const cutter = lineCutter(PLAYGROUND_LIMITS.eventLengthMax)
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let hasEnded = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return hasEnded
      // The site has checked each event against the runner's contract before sending it.
      const events = cutter.push(decoder.decode(value, { stream: true })).map((line) => JSON.parse(line) as StreamEvent)
      if (events.length > 0) take(events)
      hasEnded ||= events.some((event) => event.type === 'end')
    }
  } finally {
    reader.releaseLock()
  }
}
