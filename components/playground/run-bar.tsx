'use client'

import { useEffect, useState } from 'react'

type RunBarProps = {
  isRunning: boolean
  /** Milliseconds since 1970 before which a run would be refused; null when there is no such time. */
  retryAt: number | null
  status: string
  tone: 'good' | 'bad' | 'quiet'
  onRun: () => void
  onStop: () => void
}

const TONES = { good: 'font-semibold text-good', bad: 'font-semibold text-bad', quiet: 'text-muted' }

/** Run and Stop share one place, so that nothing moves; the state of the last run stands beside them. */
export function RunBar({ isRunning, retryAt, status, tone, onRun, onStop }: RunBarProps) {
  const wait = useSecondsUntil(retryAt)
  return (
    <div className="flex min-h-13 shrink-0 items-center gap-3 border-y border-line bg-paper px-3.5 py-2">
      {isRunning ? (
        <button type="button" className="button needs-js w-28" onClick={onStop}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button button-primary needs-js min-w-28"
          aria-disabled={wait > 0}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => wait === 0 && onRun()}
        >
          Run
          {wait > 0 ? <span className="tabular-nums">{`in ${wait} s`}</span> : <kbd className="font-normal max-sm:hidden">Ctrl ↵</kbd>}
        </button>
      )}
      <p className="without-js text-sm text-muted">Running this code needs scripts; below is a recorded run.</p>
      <p className={`ms-auto min-w-0 truncate text-end text-sm ${TONES[tone]}`}>{status}</p>
    </div>
  )
}

function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (at === null) return
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(ticking)
  }, [at])
  return at === null || now === 0 ? 0 : Math.max(0, Math.ceil((at - now) / 1000))
}
