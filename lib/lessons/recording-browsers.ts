import type { RunEvent } from '@crumbtrail/runner/contract'
import type { Renamer } from './recording-names.ts'

type BrowserTold = Extract<RunEvent, { type: 'browser' }>['events']

/** The instant at which the clock of a recording starts where its lab does not say. */
const DEFAULT_START = Date.parse('2026-01-01T00:00:00Z')

/** What is known of a lab's clock: where it starts, null for real time, and which steps move it on. */
export type LabClock = { clockStart: string | null; steps: readonly { id: string; type: string; seconds?: number }[] }

/** Gives an instant of a run that instant of the recording that stands for it: the same for all between two waits, as if nothing took time. */
export type RecordedTime = (ms: number) => number

export const recordedTime = (events: readonly RunEvent[], { clockStart, steps }: LabClock): RecordedTime => {
  const start = clockStart === null ? DEFAULT_START : Date.parse(clockStart)
  const waits = new Map(steps.map(({ id, seconds = 0 }) => [id, seconds * 1000]))
  const moves = events.flatMap((event) => (event.type === 'clock' ? [{ at: Date.parse(event.now), byMs: waits.get(event.stepId) ?? 0 }] : []))
  return (ms) => moves.reduce((time, { at, byMs }) => (ms >= at ? time + byMs : time), start)
}

/** An Expires that is not whole seconds away is rounded to this. */
const ROUND_MS = 10_000

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
