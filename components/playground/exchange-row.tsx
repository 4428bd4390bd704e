'use client'

import { type ReactNode, useState } from 'react'
import { Arrow } from '#components/playground/arrow.tsx'
import { CookieTokens } from '#components/playground/cookie-token.tsx'
import { ExchangeDetail } from '#components/playground/exchange-detail.tsx'
import type { CookieToken as CookieTokenView } from '#lib/playground/cookie-token-rules.ts'
import { bodyGist, cookiesOf, type ExchangeView, failureWords, redirectTarget, statusTone } from '#lib/playground/exchange-rules.ts'
import { wireText } from '#lib/playground/message-rules.ts'

type ExchangeRowProps = {
  /** The id of the row's element. */
  id: string
  method: string
  /** Path or whole address, as the lab needs it. */
  address: string
  note: string | null
  /** Null while the request has not been played. */
  exchange: ExchangeView | null
  isPlaying: boolean
  /** Whether scripts drew this run: a recorded one holds its messages for readers without scripts. */
  isLive: boolean
  /** What the learner can do with a request of their own. */
  own: ReactNode
}

/**
 * One request and its answer on the lanes; opening it shows both messages. It keeps its place and stays open from run to run,
 * and it opens without scripts too, and then shows the wire.
 */
export function ExchangeRow({ id, method, address, note, exchange, isPlaying, isLive, own }: ExchangeRowProps) {
  const [isOpen, setOpen] = useState(false)
  const cookies = exchange && cookiesOf(exchange)
  const label = (
    <>
      <b className="font-semibold">{method}</b> {address}
    </>
  )
  return (
    <li id={id} className="scroll-mt-16">
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary
          className={`relative block cursor-pointer list-none px-6 py-2 before:absolute before:inset-y-0 before:start-6 before:border-s before:border-line after:absolute after:inset-y-0 after:end-6 after:border-e after:border-line hover:bg-sunk group-open:bg-sunk [&::-webkit-details-marker]:hidden ${exchange || isPlaying ? '' : '[&_*]:text-muted!'}`}
        >
          {note === null ? null : <span className="block px-2.5 pb-1 text-sm text-muted">{note}</span>}
          <Arrow way="request" label={label}>
            {cookies ? <CookieTokens cookies={cookies.sent} way="sent" /> : null}
          </Arrow>
          {exchange && cookies ? <Answer exchange={exchange} set={cookies.set} /> : <span className="block h-[2.6875rem]" />}
        </summary>
        <div className="border-y border-line bg-sunk px-4 py-3">
          {exchange && isOpen ? <ExchangeDetail exchange={exchange} /> : null}
          {exchange && !isOpen && !isLive ? <WirePair exchange={exchange} /> : null}
          {exchange ? null : <p className="text-sm text-muted">{isPlaying ? 'Waiting for the answer.' : 'Not played.'}</p>}
        </div>
      </details>
      {own}
    </li>
  )
}

function Answer({ exchange, set }: { exchange: ExchangeView; set: readonly CookieTokenView[] }) {
  const { response, failure } = exchange
  const gist = bodyGist(exchange)
  const target = redirectTarget(exchange)
  const said = target ? `→ ${target}` : gist && `“${gist}”`
  return (
    <>
      <Arrow
        way="response"
        failed={response === null || statusTone(response.status) === 'bad'}
        label={response === null ? (failure ?? 'no response') : [response.status, said].filter(Boolean).join(' ')}
      >
        <CookieTokens cookies={set} way="set" />
      </Arrow>
      {failure === null ? null : <span className="block px-2.5 pt-1 text-sm text-bad">{failureWords(failure)}</span>}
    </>
  )
}

/** Both messages as they were on the wire; what a reader without scripts sees. */
function WirePair({ exchange }: { exchange: ExchangeView }) {
  const messages = [exchange.request, exchange.response ?? exchange.partial].filter((message) => message !== null)
  return messages.map((message) => (
    <pre key={message.head} className="overflow-x-auto py-1 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      {wireText(message)}
    </pre>
  ))
}
