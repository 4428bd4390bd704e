'use client'

import { useEffect, useState } from 'react'
import type { EditorKind } from '#components/playground/editor-choice.ts'

type RunBarProps = {
  isRunning: boolean
  /** Milliseconds since 1970 before which a run would be refused; null when there is no such time. */
  retryAt: number | null
  status: string
  tone: 'good' | 'bad' | 'quiet'
  /** Null until one is open. */
  editor: EditorKind | null
  /** Whether Tab leaves the full editor, or indents in it. */
  tabLeaves: boolean
  onRun: () => void
  onStop: () => void
  onChooseEditor: (kind: EditorKind) => void
}

const TONES = { good: 'font-semibold text-good', bad: 'font-semibold text-bad', quiet: 'text-muted' }

/** Run and Stop share one place, so that nothing moves; the state of the last run stands beside them. */
export function RunBar({ isRunning, retryAt, status, tone, editor, tabLeaves, onRun, onStop, onChooseEditor }: RunBarProps) {
  const wait = useSecondsUntil(retryAt)
  return (
    <div className="run-bar flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-y border-line bg-paper px-3.5 py-2">
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
      {editor ? <EditorWords kind={editor} tabLeaves={tabLeaves} onChoose={onChooseEditor} /> : null}
      <p className={`ms-auto min-w-0 truncate text-end text-sm ${TONES[tone]}`}>{status}</p>
    </div>
  )
}

/** How to get out of the editor by keyboard, and the way to the other one. Two short lines, so that the bar keeps its height. */
function EditorWords({ kind, tabLeaves, onChoose }: { kind: EditorKind; tabLeaves: boolean; onChoose: (kind: EditorKind) => void }) {
  const key = isApple() ? 'Ctrl+Shift+M' : 'Ctrl+M'
  const words = kind === 'plain' ? 'Tab moves on.' : tabLeaves ? `Tab moves on; ${key}: Tab indents.` : `Tab indents; ${key}: Tab moves on.`
  return (
    <div className="text-xs leading-4! text-muted">
      <p aria-live="polite">{words}</p>
      <button
        type="button"
        className="-my-1 min-h-6 cursor-pointer underline hover:text-ink"
        onClick={() => onChoose(kind === 'plain' ? 'monaco' : 'plain')}
      >
        {kind === 'plain' ? 'Full editor' : 'Plain text area'}
      </button>
    </div>
  )
}

/** Only asked once an editor is open, so never while the page is drawn on the server. */
function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
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
