import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import { isAsking, isOfScript, type LabStep, stepMark, stepWords } from './lab-step-rules.ts'
import { hostOf, type Lane, wayOf } from './lane-rules.ts'
import { type Happening, happeningsOf, type RunView, type ServiceKeys } from './run-view-rules.ts'
import { bandRow, browserRows, type ExchangeRow, insideRow, isInside, type RowBase, type TimelineRow } from './timeline-row.ts'

/** Every step of a run in order with what came of it so far. Steps that are still to come have a row too: a run fills places and moves nothing. */
export function timelineRows(steps: readonly LabStep[], run: RunView | null, lanes: readonly Lane[]): TimelineRow[] {
  const happenings = run ? happeningsOf(run) : []
  const pages = new Map<string, string>()
  // What came of a step that has been removed since is drawn no more.
  const stray = happenings.filter(({ stepId }) => stepId === null)
  const rows = drawn(null, stray, lanes)
  for (const step of steps) {
    const host = hostOfStep(step, pages)
    const own = happenings.filter(({ stepId }) => stepId === step.id)
    const isPlayed = run?.played.includes(step.id) ?? false
    const came = drawn(step, own, lanes)
    const whole = came.some(({ kind }) => kind !== 'keys') ? came : [comingRow(step, host, lanes, isPlayed), ...came]
    rows.push(...whole.map((row, index) => ({ ...row, key: keyOf(step.id, index), note: index === 0 ? step.note : null })))
  }
  return withKeysBefore(rows)
}

const keyOf = (stepId: string, index: number) => (index === 0 ? stepId : `${stepId}-${index + 1}`)

/** The place of a step that has not come to anything, or that leaves nothing but itself. */
function comingRow(step: LabStep, host: string, lanes: readonly Lane[], isPlayed: boolean): TimelineRow {
  const base: RowBase = { key: step.id, step, note: null }
  const { browser, method = 'GET', url = '' } = step
  if (isAsking(step))
    return { ...base, kind: 'exchange', way: wayOf(lanes, browser, host), method, url, mark: stepMark(step), exchange: null, before: [] }
  if (isOfScript(step) && browser !== null) return insideRow(base, browser, [], lanes)
  return bandRow(base, stepWords(step), { isDone: isPlayed })
}

/** The rows of what happened in one step. What a browser decided before it asked belongs to the request that follows. */
function drawn(step: LabStep | null, happenings: readonly Happening[], lanes: readonly Lane[]): TimelineRow[] {
  const rows: TimelineRow[] = []
  let before: EngineEvent[] = []
  let last: ExchangeRow | null = null
  for (const happening of happenings) {
    const base: RowBase = { key: keyOf(step?.id ?? 'start', rows.length), step, note: null }
    switch (happening.kind) {
      case 'exchange': {
        const { exchange } = happening
        const mark: string | null = exchange.purpose === 'preflight' ? 'preflight' : isHop(last) ? 'redirected' : step && stepMark(step)
        const way = wayOf(lanes, exchange.browser, exchange.site)
        last = { ...base, kind: 'exchange', way, method: exchange.method, url: exchange.url, mark, exchange, before }
        before = []
        rows.push(last)
        break
      }
      case 'clock':
        rows.push(bandRow(base, step ? stepWords(step) : 'The clock moves', { clock: clockWords(happening.now) }))
        break
      case 'service':
        // That a service is there when the run begins is no news.
        if (step !== null || happening.phase !== 'started')
          rows.push(bandRow(base, `${happening.service} ${SERVICE_WORDS[happening.phase]}`, { tone: happening.phase === 'failed' ? 'bad' : 'quiet' }))
        break
      case 'keys': {
        const { kind: _kind, stepId: _stepId, after: _after, ...keys } = happening
        rows.push({ ...base, kind: 'keys', keys, before: null })
        break
      }
      case 'browser':
        rows.push(...browserRows(base, happening.browser, happening.events, lanes, happening.isCut))
        if (!happening.events.some(isInside)) before = [...before, ...happening.events]
    }
  }
  return rows
}

const SERVICE_WORDS = { started: 'runs again', stopped: 'has stopped', failed: 'did not start' }

/** Whether what follows this exchange in its step was brought about by its answer. */
function isHop(last: ExchangeRow | null): boolean {
  return last?.exchange?.events.some(({ type }) => type === 'redirect') ?? false
}

/** Each listing of a service's keys with the one before it, so that what is new can be told. */
function withKeysBefore(rows: TimelineRow[]): TimelineRow[] {
  const last = new Map<string, ServiceKeys>()
  return rows.map((row) => {
    if (row.kind !== 'keys') return row
    const before = last.get(row.keys.service) ?? null
    last.set(row.keys.service, row.keys)
    return { ...row, before }
  })
}

/** An instant of the run's clock, to the minute; null when it is no instant. */
function clockWords(now: string): string | null {
  const ms = Date.parse(now)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(11, 16)
}

/** Where a step will ask, as far as the steps before it say: an address without a host is one of the page. */
function hostOfStep({ browser, url, type }: LabStep, pages: Map<string, string>): string {
  const page = browser === null ? undefined : pages.get(browser)
  const address = url === undefined ? page : (URL.parse(url, page)?.href ?? url)
  if (browser !== null && address !== undefined && (type === 'visit' || type === 'submit')) pages.set(browser, address)
  return hostOf(address ?? '')
}
