'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import { CookieTokens } from '#components/playground/cookie-token.tsx'
import { useReason } from '#components/playground/reasons.ts'
import { KeptBack, RowSummary } from '#components/playground/row-summary.tsx'
import { Note } from '#components/playground/timeline-parts.tsx'
import { failureOf } from '#lib/playground/script-outcome-rules.ts'
import type { InsideRow as Row } from '#lib/playground/timeline-row.ts'

const InsideDetail = lazy(() => import('#components/playground/inside-detail.tsx').then((part) => ({ default: part.InsideDetail })))

type InsideRowProps = { row: Row; id: string; isPlaying: boolean; isLive: boolean; changes: readonly string[]; own: ReactNode }

/** What happened inside one browser, at its lane: a script that reads or writes `document.cookie`, or a step that could not be played. */
export function InsideRow({ row, id, isPlaying, isLive, changes, own }: InsideRowProps) {
  const [isOpen, setOpen] = useState(false)
  const { note, words, text, tokens, isDone, step } = row
  const [failure = null] = row.events.flatMap((event) => failureOf(event) ?? [])
  const reason = useReason(failure)
  return (
    <li id={id} className="scroll-mt-16">
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <RowSummary isMuted={!isDone && !isPlaying} tokens={tokens}>
          {note === null ? null : <Note words={note} />}
          <span data-from={row.lane} className="lane-grid relative">
            <span className="lane-inside relative ps-3.5">
              <span
                className={`absolute start-[-0.28rem] top-1.5 size-2.5 rounded-full border-2 bg-raised ${failure === null ? 'border-network' : 'border-bad'}`}
              />
              <span className="rounded-sm bg-raised px-0.5 text-sm group-hover:bg-sunk group-open:bg-sunk">
                {words}
                {changes.length > 0 ? (
                  <span title={changes.join('; ')} className="ps-2 text-xs font-semibold text-action">
                    changed
                  </span>
                ) : null}
              </span>
              {isDone && text !== null && failure === null ? (
                <code className="block truncate px-0.5 font-mono text-xs">
                  {step?.type === 'write-cookie' ? text : text === '' ? '(empty)' : `“${text}”`}
                </code>
              ) : null}
              {tokens.length > 0 ? (
                <span className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 pt-0.5">
                  <CookieTokens tokens={tokens} />
                </span>
              ) : null}
              {failure === null ? null : <span className="block px-0.5 text-sm text-bad">{reason?.sentence ?? failure.code}</span>}
            </span>
          </span>
        </RowSummary>
        <div className="border-y border-line bg-sunk px-4 py-3 text-sm">
          {isDone && isOpen ? (
            <Suspense fallback={<p className="text-muted">Loading the explanation …</p>}>
              <InsideDetail row={row} />
            </Suspense>
          ) : null}
          {isDone && !isOpen && !isLive ? <KeptBack tokens={tokens} /> : null}
          {isDone ? null : <p className="text-muted">{isPlaying ? 'Under way.' : 'Not played.'}</p>}
        </div>
      </details>
      {own}
    </li>
  )
}
