'use client'

import { CUT_WORDS, RetrieveDecisions, StoreTable } from '#components/playground/decision-tables.tsx'
import { RuleList } from '#components/playground/rule-list.tsx'
import type { InsideRow } from '#lib/playground/timeline-row.ts'

const SHOWN = { sent: { words: 'Shown', className: 'text-good' }, withheld: { words: 'Hidden', className: 'text-bad' } }

/** What a script was shown, cookie by cookie, and what became of what it wrote. */
export function InsideDetail({ row: { events, browser, isCut } }: { row: InsideRow }) {
  const retrieved = events.find((event) => event.type === 'cookie-retrieve')
  const rules = events.filter((event) => event.type === 'decision' || event.type === 'script-result')
  const page = events.find((event) => event.type === 'document-cookie-read' || event.type === 'document-cookie-written')
  return (
    <div className="@container">
      <p className="pb-2">
        <span className="font-semibold">{browser}</span>
        {page ? <span className="text-muted wrap-anywhere">{` on ${page.url}`}</span> : null}
      </p>
      {retrieved ? <RetrieveDecisions title="What the script sees" event={retrieved} words={SHOWN} empty="The jar was empty." /> : null}
      <StoreTable events={events} title="What the script sets" />
      {rules.length > 0 ? <RuleList events={rules} /> : null}
      {isCut ? <p className="text-muted">{CUT_WORDS}</p> : null}
      {!retrieved && rules.length === 0 && events.every(({ type }) => type !== 'cookie-store') ? (
        <p className="text-muted">Nothing was asked, and no cookie was looked at.</p>
      ) : null}
    </div>
  )
}
