import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import { type ArrowToken, goneTokens, scriptTokens, takenToken } from './arrow-token-rules.ts'
import type { ExchangeView } from './exchange-rules.ts'
import { type LabStep, stepWords } from './lab-step-rules.ts'
import { type Lane, laneOfBrowser, type Way } from './lane-rules.ts'
import type { ServiceKeys } from './run-view-rules.ts'

export type RowBase = {
  /** Unique in the timeline, and the same in the next run. The first row of a step has the step's id. */
  key: string
  step: LabStep | null
  /** On the first row of its step alone. */
  note: string | null
}

/** A request and its answer; `exchange` is null while it has not been played. `before` is what was decided before there was a request. */
export type ExchangeRow = RowBase & {
  kind: 'exchange'
  way: Way
  method: string
  url: string
  /** What kind of request it is, in a word; null for one that needs none. */
  mark: string | null
  exchange: ExchangeView | null
  before: readonly EngineEvent[]
}

/** Something that concerns everybody, across the lanes. */
export type BandRow = RowBase & {
  kind: 'band'
  words: string
  /** The time on the clock of the run, where that moved. */
  clock: string | null
  tokens: ArrowToken[]
  tone: 'quiet' | 'bad'
  isDone: boolean
}

/** What happened inside one browser, without a request. */
export type InsideRow = RowBase & {
  kind: 'inside'
  browser: string
  lane: number
  words: string
  /** What `document.cookie` was, or was to become; null where it is not about that. */
  text: string | null
  events: readonly EngineEvent[]
  tokens: ArrowToken[]
  isDone: boolean
  /** Whether some of what the browser told is missing, because there was too much of it. */
  isCut: boolean
}

/** What a service holds after a step. */
export type KeysRow = RowBase & { kind: 'keys'; keys: ServiceKeys; before: ServiceKeys | null }

/** One line of the timeline. */
export type TimelineRow = ExchangeRow | BandRow | InsideRow | KeysRow

export function bandRow(base: RowBase, words: string, over: Partial<BandRow> = {}): BandRow {
  return { ...base, kind: 'band', words, clock: null, tokens: [], tone: 'quiet', isDone: true, ...over }
}

/** Bands and rows for what a browser did apart from requests; empty when it is nothing to draw. */
export function browserRows(
  base: RowBase,
  browser: string,
  events: readonly EngineEvent[],
  lanes: readonly Lane[],
  isCut: boolean,
): (BandRow | InsideRow)[] {
  const bands = events.flatMap((event) => bandOf(base, browser, event) ?? [])
  const inside = events.some(isInside) ? [{ ...insideRow(base, browser, events, lanes), isCut }] : []
  return [...bands, ...inside].map((row, index) => (index === 0 ? row : { ...row, key: `${base.key}-${index + 1}` }))
}

/** The row of something within a browser; `events` is empty while it is still to come. */
export function insideRow(base: RowBase, browser: string, events: readonly EngineEvent[], lanes: readonly Lane[]): InsideRow {
  const { step } = base
  const about = events.find((event) => event.type === 'document-cookie-read' || event.type === 'document-cookie-written')
  const words = step ? stepWords(step) : `In ${browser}’s browser`
  const text = about?.text ?? step?.cookie ?? null
  return {
    ...base,
    kind: 'inside',
    browser,
    lane: laneOfBrowser(lanes, browser),
    words,
    text,
    events,
    tokens: scriptTokens(events),
    isDone: events.length > 0,
    isCut: false,
  }
}

/** What is worth a row of its own: what a script did, learnt or was refused. That a page is there now is told by the answer that brought it. */
export function isInside(event: EngineEvent): boolean {
  switch (event.type) {
    case 'document-cookie-read':
    case 'document-cookie-written':
    case 'refused':
    case 'script-result':
      return true
    case 'embed-result':
      return event.requestId === null
    case 'decision':
      return event.code === 'page-failed' || event.code === 'page-scrolled'
    default:
      return false
  }
}

function bandOf(base: RowBase, browser: string, event: EngineEvent): BandRow | null {
  switch (event.type) {
    case 'cookies-expired':
      return event.cookies.length === 0 ? null : bandRow(base, `Expired in ${browser}’s browser:`, { tokens: goneTokens(event.cookies) })
    case 'session-ended': {
      const words = base.step ? stepWords(base.step) : `${browser} opens the browser again`
      return bandRow(base, event.cookies.length > 0 ? `${words}. Gone:` : `${words}. Every cookie is kept`, { tokens: goneTokens(event.cookies) })
    }
    case 'cookie-stolen':
      return bandRow(base, `${browser} copies a cookie out of ${event.from}’s browser:`, { tokens: [takenToken(event.cookie)] })
    default:
      return null
  }
}
