'use client'

import { useState } from 'react'
import { CookieTable } from '#components/playground/cookie-table.tsx'
import { CUT_WORDS, RetrieveTable, StoreTable } from '#components/playground/decision-tables.tsx'
import { ExchangeMessages } from '#components/playground/exchange-messages.tsx'
import { JarTable } from '#components/playground/jar-table.tsx'
import { RuleList } from '#components/playground/rule-list.tsx'
import { formatMs } from '#lib/playground/amount-words.ts'
import { cookiesOf, type ExchangeView, pathOf } from '#lib/playground/exchange-rules.ts'
import { headerValues, parseHead } from '#lib/playground/message-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import type { ExchangeRow } from '#lib/playground/timeline-row.ts'

const VIEWS = ['Cookies', 'Rules', 'Jar', 'Readable', 'Raw'] as const
type View = (typeof VIEWS)[number]

type ExchangeDetailProps = { row: ExchangeRow; exchange: ExchangeView; run: RunView | null; changes: readonly string[] }

/** The opened exchange: what was decided and why, beside the raw text where there is room; of a raw request, the messages alone. */
export function ExchangeDetail({ row, exchange, run, changes }: ExchangeDetailProps) {
  const views = exchange.browser === null ? VIEWS.slice(3) : VIEWS
  const [chosen, choose] = useState<View>(exchange.browser === null ? 'Readable' : 'Cookies')
  const view = views.includes(chosen) ? chosen : 'Readable'
  const isExplained = view === 'Cookies' || view === 'Rules' || view === 'Jar'
  const [site] = headerValues(parseHead(exchange.request.head).headers, 'sec-fetch-site')
  return (
    <div className="@container">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pb-2 text-sm">
        <span className="font-semibold">{`${exchange.browser ?? 'client'} → ${exchange.site}`}</span>
        {exchange.browser === null ? null : (
          <span className="min-w-0 font-mono text-xs wrap-anywhere">
            <b className="font-semibold">{exchange.method}</b> {pathOf(exchange.url)}
          </span>
        )}
        {exchange.browser === null ? null : (
          <span className="text-muted">{[row.mark, site === 'none' ? null : site].filter(Boolean).join(' · ')}</span>
        )}
        {exchange.durationMs > 0 ? <span className="text-muted tabular-nums">{formatMs(exchange.durationMs)}</span> : null}
        <span className="ms-auto flex flex-wrap gap-1">
          {views.map((name) => (
            <ViewButton key={name} isOn={view === name} onPress={() => choose(name)}>
              {name}
            </ViewButton>
          ))}
        </span>
      </div>
      {changes.length > 0 ? <p className="pb-2 text-sm text-action">{`Changed since the run before: ${changes.join('; ')}.`}</p> : null}
      {isExplained ? (
        <div className="grid gap-x-6 gap-y-4 @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="min-w-0">
            {view === 'Cookies' ? <Cookies exchange={exchange} /> : null}
            {view === 'Rules' ? <RuleList events={[...row.before, ...exchange.events]} /> : null}
            {view === 'Jar' && run ? <JarTable run={run} exchange={exchange} /> : null}
          </div>
          <div className="hidden @3xl:block">
            <ExchangeMessages exchange={exchange} isRaw isStacked />
          </div>
        </div>
      ) : (
        <>
          <PlainCookies exchange={exchange} isShown={exchange.browser === null && view === 'Readable'} />
          <ExchangeMessages exchange={exchange} isRaw={view === 'Raw'} />
        </>
      )}
    </div>
  )
}

function Cookies({ exchange }: { exchange: ExchangeView }) {
  return (
    <>
      <RetrieveTable exchange={exchange} />
      <StoreTable events={exchange.events} />
      {exchange.isCut ? <p className="pt-2 text-sm text-muted">{CUT_WORDS}</p> : null}
    </>
  )
}

/** What a raw response sets, as written: nobody decided anything about it. */
function PlainCookies({ exchange, isShown }: { exchange: ExchangeView; isShown: boolean }) {
  const { set } = cookiesOf(exchange)
  return isShown && set.length > 0 ? <CookieTable cookies={set} /> : null
}

function ViewButton({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={`min-h-7 cursor-pointer rounded-md px-2 text-sm ${isOn ? 'bg-action-soft font-semibold' : 'text-muted hover:text-ink'}`}
    >
      {children}
    </button>
  )
}
