import type { ReactNode } from 'react'
import { CookieTokens } from '#components/playground/cookie-token.tsx'
import type { ExchangeView } from '#lib/playground/exchange-rules.ts'
import { wireText } from '#lib/playground/message-rules.ts'
import type { BandRow as Band } from '#lib/playground/timeline-row.ts'

/** Words that stand over the lines of the lanes, and not in them. */
export const OVER = 'box-decoration-clone rounded-sm bg-raised px-1 group-hover:bg-sunk group-open:bg-sunk'

/** What the author says of a step, over the whole row. */
export function Note({ words }: { words: string }) {
  return (
    <span className="lane-wide relative block pb-1 text-sm text-muted">
      <span className={OVER}>{words}</span>
    </span>
  )
}

/** Something that concerns everybody: a bar across all lanes. */
export function BandRow({ row, id, own }: { row: Band; id: string; own: ReactNode }) {
  const { words, clock, note, tokens, tone, isDone } = row
  return (
    <li id={id} tabIndex={-1} className="lane-box lane-lines scroll-mt-16 py-1.5">
      <div
        className={`lane-wide relative rounded-md bg-sunk forced-colors:border px-4 py-1 text-center text-sm ${tone === 'bad' ? 'text-bad' : isDone ? 'text-ink' : 'text-muted'}`}
      >
        <span className="inline-flex max-w-full flex-wrap items-center justify-center gap-x-2 gap-y-1">
          <span>{words}</span>
          <CookieTokens tokens={tokens} />
          {clock === null ? null : <span className="text-muted tabular-nums">{`it is ${clock}`}</span>}
        </span>
        {note === null ? null : <span className="block text-muted">{note}</span>}
      </div>
      {own}
    </li>
  )
}

/** Both messages as they were on the wire; what a reader without scripts sees. */
export function Wire({ exchange }: { exchange: ExchangeView }) {
  const messages = [exchange.request, exchange.response ?? exchange.partial].filter((message) => message !== null)
  return messages.map((message) => (
    <pre key={message.head} className="overflow-x-auto py-1 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      {wireText(message)}
    </pre>
  ))
}
