import type { RunEvent } from '@crumbtrail/runner/contract'
import type { Renamer } from './recording-names.ts'

type BrowserTold = Extract<RunEvent, { type: 'browser' }>['events']

/** The instant at which the clock of a recording starts where its lab does not say. */
const DEFAULT_START = Date.parse('2026-01-01T00:00:00Z')
/** Nobody's run takes so long by itself: what lies further apart was parted by a wait. */
const APART_MS = 12_000
/** What elapses by itself between two moments of a run is a second or two. */
const ROUND_MS = 10_000

/** Gives an instant of a run that instant of the recording that stands for it: the same for all moments between two waits. */
export type RecordedTime = (ms: number) => number

/** `startsAt`: where the lab's clock starts; null for real time. Instants are those at which something happened, in any order. */
export const recordedTime = (instants: readonly number[], startsAt: number | null): RecordedTime => {
  const sorted = instants.toSorted((a, b) => a - b)
  const [first = 0] = sorted
  const start = startsAt ?? DEFAULT_START
  const groups: { from: number; to: number }[] = []
  for (const instant of sorted) {
    const last = groups.at(-1)
    if (last && instant - last.to <= APART_MS) last.to = instant
    else groups.push({ from: instant, to: instant })
  }
  const nearest = (ms: number) => Math.round(ms / ROUND_MS) * ROUND_MS
  return (ms) => {
    const group = groups.find(({ from, to }) => ms >= from && ms <= to)
    return start + nearest((group?.from ?? ms) - first)
  }
}

/** Every instant at which something happened that these events name. */
export const instantsOf = (events: RunEvent[]): number[] =>
  events.flatMap((event): number[] => {
    if (event.type === 'clock') return [Date.parse(event.now)]
    if (event.type === 'exchange') return timesIn(event.decisions)
    return event.type === 'browser' ? timesIn(event.events) : []
  })

const timesIn = (value: unknown): number[] => {
  if (Array.isArray(value)) return value.flatMap(timesIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'number' ? (HAPPENED.has(key) && inner > 0 ? [inner] : []) : timesIn(inner),
  )
}

const HAPPENED: ReadonlySet<string> = new Set(['createdAt', 'lastAccessAt', 'now'])

/**
 * What a browser told, with values named and times as the recording's, and without the questions that were asked on the way to each
 * decision: they are most of its text, and whoever wants them asks the jar again.
 */
export const normaliseTold = (told: BrowserTold, names: Renamer, time: RecordedTime): BrowserTold => normalise(told, null, names, time) as BrowserTold

const normalise = (value: unknown, key: string | null, names: Renamer, time: RecordedTime): unknown => {
  if (typeof value === 'string') return normaliseText(value, key, names)
  if (typeof value === 'number') return key !== null && HAPPENED.has(key) && value > 0 ? time(value) : value
  if (Array.isArray(value))
    return isHeader(value, key) ? [value[0], names.renameHeader(value[0], value[1])] : value.map((inner) => normalise(inner, key, names, time))
  if (!isRecord(value)) return value
  const { createdAt, expiresAt } = value
  const isCookie = typeof value.name === 'string' && typeof value.value === 'string'
  return Object.fromEntries(
    Object.entries(value).map(([inner, content]): [string, unknown] => {
      if (inner === 'trace') return [inner, []]
      if (inner === 'value' && isCookie) return [inner, names.rename(String(content), String(value.name))]
      if (inner === 'expiresAt' && typeof expiresAt === 'number')
        return [inner, typeof createdAt === 'number' && expiresAt > 0 ? time(createdAt) + wholeLife(expiresAt - createdAt) : expiresAt]
      return [inner, normalise(content, inner, names, time)]
    }),
  )
}

/** Max-Age is whole seconds from its making; Expires falls somewhere within its last second. */
const wholeLife = (ms: number) => (ms % 1000 === 0 ? ms : Math.round(ms / ROUND_MS) * ROUND_MS)

const normaliseText = (text: string, key: string | null, names: Renamer): string => {
  if (key === 'line') return names.renameHeader('set-cookie', text)
  if (key === 'header' || key === 'text') return names.renameHeader('cookie', text)
  return names.rename(text)
}

/** A header of what a script could read. */
const isHeader = (value: unknown[], key: string | null): value is [string, string] =>
  key === 'headers' && value.length === 2 && value.every((part) => typeof part === 'string')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
