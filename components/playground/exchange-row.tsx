'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Arrow } from '#components/playground/arrow.tsx'
import { exchangeRowId } from '#components/playground/exchange-row-id.ts'
import { KeptBack, RowSummary } from '#components/playground/row-summary.tsx'
import { Note, OVER, Wire } from '#components/playground/timeline-parts.tsx'
import { arrowTokens } from '#lib/playground/arrow-token-rules.ts'
import { bodyGist, type ExchangeView, failureWords, redirectTarget, statusTone } from '#lib/playground/exchange-rules.ts'
import { type AddressStyle, addressWords, type Lane } from '#lib/playground/lane-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import { scriptOutcome } from '#lib/playground/script-outcome-rules.ts'
import type { ExchangeRow as Row } from '#lib/playground/timeline-row.ts'

const ExchangeDetail = lazy(() => import('#components/playground/exchange-detail.tsx').then((part) => ({ default: part.ExchangeDetail })))

type ExchangeRowProps = {
  row: Row
  lanes: readonly Lane[]
  run: RunView | null
  style: AddressStyle
  isPlaying: boolean
  /** Whether scripts drew this run: a recorded one holds its messages for readers without scripts. */
  isLive: boolean
  /** What differs from the last run, in words; empty when nothing does. */
  changes: readonly string[]
  /** What the learner can do with a request of their own. */
  own: ReactNode
}

/**
 * One request and its answer on the lanes; opening it shows both messages. It keeps its place and stays open from run to run,
 * and it opens without scripts too, and then shows the wire.
 */
export function ExchangeRow({ row, lanes, run, style, isPlaying, isLive, changes, own }: ExchangeRowProps) {
  const [isOpen, setOpen] = useState(false)
  const { exchange, way, note, mark } = row
  const tokens = exchange && arrowTokens(exchange)
  const { address, scheme } = addressWords(row.url, style, way.to !== null || exchange === null)
  return (
    <li id={exchangeRowId(row.key)} className="scroll-mt-16">
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <RowSummary isMuted={!exchange && !isPlaying} tokens={tokens ? [...tokens.request, ...tokens.response] : []}>
          {note === null ? null : <Note words={note} />}
          <Arrow
            kind="request"
            way={way}
            failed={way.to === null && exchange !== null}
            tokens={tokens?.request ?? []}
            label={
              <>
                {lanes.length > 2 ? (
                  <span className="sr-only">{`${lanes[way.from - 1]?.name} to ${lanes[(way.to ?? 0) - 1]?.name ?? exchange?.site ?? 'a site'}: `}</span>
                ) : null}
                {row.key !== row.step?.id && row.step !== null ? <span className="text-muted">↳ </span> : null}
                <b className="font-semibold">{row.method}</b> {address}
                <Marks marks={[scheme, mark, changes.length > 0 ? 'changed' : null]} />
              </>
            }
          />
          {exchange && tokens ? <Answer row={row} exchange={exchange} set={tokens.response} /> : <span className="block h-[2.6875rem]" />}
        </RowSummary>
        <div className="border-y border-line bg-sunk px-4 py-3">
          {exchange && isOpen ? (
            <Suspense fallback={<Wire exchange={exchange} />}>
              <ExchangeDetail row={row} exchange={exchange} run={run} changes={changes} />
            </Suspense>
          ) : null}
          {exchange && tokens && !isOpen && !isLive ? (
            <>
              <KeptBack tokens={[...tokens.request, ...tokens.response]} />
              <Wire exchange={exchange} />
            </>
          ) : null}
          {exchange ? null : <p className="text-sm text-muted">{isPlaying ? 'Waiting for the answer.' : 'Not played.'}</p>}
        </div>
      </details>
      {own}
    </li>
  )
}

/** What kind of request it is, in words beside the address. */
function Marks({ marks }: { marks: readonly (string | null)[] }) {
  return marks.map((mark) =>
    mark === null ? null : (
      <span key={mark} className={`ps-2 font-sans ${mark === 'changed' ? 'font-semibold text-action' : 'text-muted'}`}>
        <span className="sr-only">, </span>
        {mark}
      </span>
    ),
  )
}

function Answer({ row, exchange, set }: { row: Row; exchange: ExchangeView; set: ReturnType<typeof arrowTokens>['response'] }) {
  const { response, failure } = exchange
  const gist = bodyGist(exchange)
  const target = redirectTarget(exchange)
  const said = target ? `→ ${target}` : gist && `“${gist}”`
  const outcome = scriptOutcome(exchange)
  return (
    <>
      {row.way.to === null ? null : (
        <Arrow
          kind="response"
          way={row.way}
          failed={response === null || statusTone(response.status) === 'bad' || outcome?.tone === 'bad'}
          label={response === null ? (failure ?? 'no response') : [response.status, said].filter(Boolean).join(' ')}
          tokens={set}
        />
      )}
      {failure === null ? null : (
        <span className="lane-wide relative block pt-1 text-sm text-bad">
          <span className={OVER}>{failureWords(failure)}</span>
        </span>
      )}
      {outcome === null ? null : (
        <span className={`lane-wide relative block pt-1 text-sm ${outcome.tone === 'bad' ? 'text-bad' : 'text-muted'}`}>
          <span className={OVER}>{outcome.words}</span>
        </span>
      )}
    </>
  )
}
