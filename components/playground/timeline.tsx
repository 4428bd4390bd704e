'use client'

import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { ExchangeRow } from '#components/playground/exchange-row.tsx'
import { exchangeRowId } from '#components/playground/exchange-row-id.ts'
import { InsideRow } from '#components/playground/inside-row.tsx'
import { ReasonsContext, useReasonsFor } from '#components/playground/reasons.ts'
import { BandRow } from '#components/playground/timeline-parts.tsx'
import { type TimelineView, ViewSwitch } from '#components/playground/view-switch.tsx'
import { type LabStep, stepWords } from '#lib/playground/lab-step-rules.ts'
import { type AddressStyle, addressStyle, addressWords, type Lane, lanesOf } from '#lib/playground/lane-rules.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import type { ReasonTable } from '#lib/playground/reason-rules.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import type { TimelineRow as Row } from '#lib/playground/timeline-row.ts'
import { timelineRows } from '#lib/playground/timeline-rules.ts'

const KeysRow = lazy(() => import('#components/playground/keys-row.tsx').then((part) => ({ default: part.KeysRow })))
const TimelineTable = lazy(() => import('#components/playground/timeline-table.tsx').then((part) => ({ default: part.TimelineTable })))

type TimelineProps = {
  lab: PublicLab
  /** Steps that the learner added, after the lab's. */
  own: readonly LabStep[]
  run: RunView | null
  /** Whether the run is the learner's: a recorded one is drawn whole for readers without scripts. */
  isLive: boolean
  /** What differs from the run before, by the key of its row. */
  changes: ReadonlyMap<string, readonly string[]>
  /** Reasons that came with the page. */
  reasons: ReasonTable
  isCompact: boolean
  onRemove: (id: string) => void
}

/** Every step of the lab in order, on a lane for each browser and each site, with what came of it where it was played. */
export function Timeline({ lab, own, run, isLive, changes, reasons, isCompact, onRemove }: TimelineProps) {
  const [view, setView] = useState<TimelineView>('diagram')
  const steps = useMemo(() => [...lab.steps, ...own], [lab.steps, own])
  const lanes = useMemo(() => lanesOf({ ...lab, steps }), [lab, steps])
  const rows = useMemo(() => timelineRows(steps, run, lanes), [steps, run, lanes])
  const findReason = useReasonsFor(reasons, isLive && lab.browsers.length > 0)
  const style = addressStyle(steps, run?.exchanges ?? [], lanes)
  const ownIds = new Set(own.map(({ id }) => id))
  return (
    <ReasonsContext value={findReason}>
      <div className="timeline relative" data-live={isLive || undefined}>
        {view === 'diagram' ? (
          <div className="lanes" data-gaps={lanes.length - 1}>
            <LaneNames lanes={lanes} />
            <ol>
              {rows.map((row) => (
                <TimelineRow
                  key={row.key}
                  row={row}
                  lanes={lanes}
                  run={run}
                  style={style}
                  isLive={isLive}
                  changes={changes.get(row.key) ?? NO_CHANGES}
                  own={
                    row.step !== null && row.key === row.step.id && ownIds.has(row.key) ? (
                      <OwnNote step={row.step} style={style} onRemove={onRemove} />
                    ) : null
                  }
                />
              ))}
            </ol>
          </div>
        ) : (
          <Suspense fallback={<p className="px-4 py-2 text-sm text-muted">Loading …</p>}>
            <TimelineTable rows={rows} lanes={lanes} view={view} />
          </Suspense>
        )}
        {isCompact ? null : <ViewSwitch view={view} hasLegend={lab.browsers.length > 0} onChoose={setView} />}
      </div>
    </ReasonsContext>
  )
}

const NO_CHANGES: readonly string[] = []

type RowProps = {
  row: Row
  lanes: readonly Lane[]
  run: RunView | null
  style: AddressStyle
  isLive: boolean
  changes: readonly string[]
  own: ReactNode
}

function TimelineRow({ row, lanes, run, style, isLive, changes, own }: RowProps) {
  const isPlaying = run !== null && run.playing !== null && run.playing === row.step?.id
  const id = exchangeRowId(row.key)
  if (row.kind === 'band') return <BandRow row={row} id={id} own={own} />
  if (row.kind === 'inside') return <InsideRow row={row} id={id} isPlaying={isPlaying} isLive={isLive} changes={changes} own={own} />
  if (row.kind === 'keys')
    return (
      <Suspense>
        <KeysRow row={row} />
      </Suspense>
    )
  return <ExchangeRow {...{ row, lanes, run, style, isPlaying, isLive, changes, own }} />
}

function LaneNames({ lanes }: { lanes: readonly Lane[] }): ReactNode {
  return (
    <div className="lane-box sticky top-[var(--lab-top,0px)] z-10 border-b border-line bg-raised py-2 text-xs @lg/lab:text-sm" aria-hidden="true">
      <div className="lane-grid">
        {lanes.map(({ kind, name, detail }, index) => (
          <span
            key={`${kind} ${name}`}
            data-from={index + 1}
            className={`lane-name flex flex-col rounded-md border border-line bg-paper px-1.5 py-1 text-center leading-tight @lg/lab:px-2.5 ${lanes.length > 4 ? '' : '@lg/lab:flex-row @lg/lab:gap-1 @lg/lab:leading-normal'}`}
          >
            <b className="max-w-full shrink-0 truncate font-semibold">{name}</b> <span className="truncate text-muted">{detail}</span>
          </span>
        ))}
      </div>
    </div>
  )
}

function OwnNote({ step, style, onRemove }: { step: LabStep; style: AddressStyle; onRemove: (id: string) => void }) {
  const name = step.url === undefined ? stepWords(step) : addressWords(step.url, style, true).address
  return (
    <p className="relative flex items-center justify-end gap-2 px-4 pb-1 text-sm text-muted">
      Added by you
      <button type="button" className="min-h-6 cursor-pointer underline hover:text-ink" onClick={() => onRemove(step.id)}>
        Remove<span className="sr-only">{` ${name}`}</span>
      </button>
    </p>
  )
}
