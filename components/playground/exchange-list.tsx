'use client'

import { ExchangeRow } from '#components/playground/exchange-row.tsx'
import { pathOf } from '#lib/playground/exchange-rules.ts'
import type { PublicLab, PublicStep } from '#lib/playground/public-lab.ts'
import type { RequestDraft } from '#lib/playground/request-draft-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'

type ExchangeListProps = {
  lab: PublicLab
  own: readonly RequestDraft[]
  run: RunView | null
  /** Whether the run is the learner's: a recorded one is drawn whole for readers without scripts. */
  isLive: boolean
  onRemove: (id: string) => void
}

/** The element that shows a step's exchange. */
export const exchangeRowId = (stepId: string): string => `exchange-${stepId}`

/** Every request of the lab in order, on two lanes, with what came back where it was played. */
export function ExchangeList({ lab, own, run, isLive, onRemove }: ExchangeListProps) {
  const steps = [...lab.steps, ...own.map(stepOf)]
  const exchanges = new Map(run?.exchanges.map((exchange) => [exchange.stepId, exchange]))
  const isWhole = lab.hosts.length > 1 || steps.some(({ url }) => url.startsWith('https:'))
  return (
    <div className="relative">
      <div className="sticky top-0 z-10 flex justify-between border-b border-line bg-raised px-2.5 py-2 text-sm" aria-hidden="true">
        <Lane name="client" detail="raw requests" />
        <Lane name={lab.hosts.join(', ')} detail={lab.entry} />
      </div>
      <ol>
        {steps.map((step) => {
          const address = isWhole ? step.url : pathOf(step.url)
          const isOwn = own.some(({ id }) => id === step.id)
          return (
            <ExchangeRow
              key={step.id}
              id={exchangeRowId(step.id)}
              method={step.method}
              address={address}
              note={step.note}
              exchange={exchanges.get(step.id) ?? null}
              isPlaying={run?.playing === step.id}
              isLive={isLive}
              own={isOwn ? <OwnNote address={address} onRemove={() => onRemove(step.id)} /> : null}
            />
          )
        })}
      </ol>
    </div>
  )
}

function Lane({ name, detail }: { name: string; detail: string }) {
  return (
    <span className="min-w-0 truncate rounded-md border border-line bg-paper px-3 py-1">
      <b className="font-semibold">{name}</b> <span className="text-muted">{detail}</span>
    </span>
  )
}

function OwnNote({ address, onRemove }: { address: string; onRemove: () => void }) {
  return (
    <p className="relative flex items-center justify-end gap-2 px-8 pb-1 text-sm text-muted">
      Added by you
      <button type="button" className="min-h-6 cursor-pointer underline hover:text-ink" onClick={onRemove}>
        Remove<span className="sr-only">{` ${address}`}</span>
      </button>
    </p>
  )
}

function stepOf(draft: RequestDraft): PublicStep {
  return { id: draft.id, method: draft.method, url: draft.url, note: null, cookiesFrom: draft.cookiesFrom || null }
}
