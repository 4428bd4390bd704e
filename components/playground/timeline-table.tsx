'use client'

import { useState } from 'react'
import type { TimelineView } from '#components/playground/view-switch.tsx'
import type { ReasonCode } from '#lib/playground/arrow-token-rules.ts'
import type { Lane } from '#lib/playground/lane-rules.ts'
import type { Reason } from '#lib/playground/reason-rules.ts'
import { reasonOf } from '#lib/playground/reason-rules.ts'
import type { TimelineRow } from '#lib/playground/timeline-row.ts'
import { type TimelineLine, timelineLines, timelineText } from '#lib/playground/timeline-text-rules.ts'

type TimelineTableProps = { rows: readonly TimelineRow[]; lanes: readonly Lane[]; view: TimelineView }

const findReason = (code: ReasonCode): Reason | null => reasonOf(code)

/** The timeline in words: as a table, or as text to copy. */
export function TimelineTable({ rows, lanes, view }: TimelineTableProps) {
  const lines = timelineLines(rows, lanes, findReason)
  return view === 'table' ? <Table lines={lines} /> : <Text text={timelineText(lines)} />
}

function Table({ lines }: { lines: readonly TimelineLine[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group, since a page has as many as labs
    <div
      role="group"
      aria-label="The timeline as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto px-4"
    >
      <table className="w-full min-w-lg text-sm">
        <caption className="sr-only">Timeline</caption>
        <thead>
          <tr className="border-b border-line text-muted">
            {['Who', 'What', 'Answer', 'Cookies'].map((name) => (
              <th key={name} scope="col" className="py-1.5 pe-3 text-start font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, who, what, answer, cookies, note }) => (
            <tr key={key} className="border-b border-line align-baseline last:border-0">
              <td className="py-1.5 pe-3 font-semibold">{who}</td>
              <th scope="row" className="py-1.5 pe-3 text-start font-normal wrap-anywhere">
                {what}
                {note === null ? null : <span className="block text-muted">{note}</span>}
              </th>
              <td className="py-1.5 pe-3 wrap-anywhere">{answer}</td>
              <td className="py-1.5">
                {cookies.length === 0 ? null : (
                  <ul className="grid gap-1">
                    {cookies.map((cookie, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: cookies of one name may stand twice, and their order is the wire's
                      <li key={index} className="wrap-anywhere">
                        {cookie}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Text({ text }: { text: string }) {
  const [told, setTold] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold('Copied.'),
      () => setTold('The browser refused to copy; select the text instead.'),
    )
  return (
    <div className="px-4">
      <div className="flex items-center gap-3 py-2">
        <button type="button" className="button" onClick={() => void copy()}>
          Copy
        </button>
        <p role="status" className="text-sm text-muted">
          {told}
        </p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a group, since a page has as many as labs */}
      <div
        role="group"
        aria-label="The timeline as text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-sunk px-3 py-2"
      >
        <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{text}</pre>
      </div>
    </div>
  )
}
