import type { EndEvent, ExchangeEvent, LogEvent, RunEvent } from '@crumbtrail/runner/contract'
import { type LabClock, normaliseTold, type RecordedTime, recordedTime } from './recording-browsers.ts'
import { createRenamer, type Renamer } from './recording-names.ts'

type RawMessage = { raw: string; bytes: number; cut: boolean }

/**
 * The events of a run with everything gone that differs from run to run: waiting is left out, values are named by first appearance, times and
 * use are zero, log lines that came in pieces are one event. Exchanges name their values before log lines do, since the two
 * arrive by different ways and may overtake each other. The result is valid by the contract and can be drawn like a run.
 * `clock` is the lab's; where it does not say when it starts, a recording's clock has a fixed start.
 */
export const normaliseEvents = (events: RunEvent[], clock: LabClock = { clockStart: null, steps: [] }): RunEvent[] => {
  const names = createRenamer()
  const time = recordedTime(events, clock)
  const exchanges = new Map(
    events.flatMap((event): [RunEvent, RunEvent][] => (event.type === 'exchange' ? [[event, normaliseExchange(event, names, time)]] : [])),
  )
  const ofTheRun = events.filter((event) => event.type !== 'queue')
  return joinLogs(ofTheRun).map((event, index) =>
    event.type === 'exchange' ? (exchanges.get(event) ?? event) : normaliseOther(event, index, names, time),
  )
}

const normaliseOther = (event: Exclude<RunEvent, ExchangeEvent>, index: number, names: Renamer, time: RecordedTime): RunEvent => {
  switch (event.type) {
    case 'log':
      return { ...event, seq: index, at: 0, text: names.rename(event.text) }
    case 'step':
      return { ...event, at: 0 }
    case 'clock':
      return { ...event, at: 0, now: new Date(time(Date.parse(event.now))).toISOString() }
    case 'browser':
      return { ...event, at: 0, events: normaliseTold(event.events, names, time) }
    case 'service': {
      const { readyMs: _, ...rest } = event
      return { ...rest, at: 0 }
    }
    case 'service-keys': {
      // Lives are told to the millisecond, and no two runs take equally long.
      const keys = event.keys.map((one) => ({
        ...one,
        key: names.rename(one.key),
        value: one.value && names.rename(one.value),
        remainingMs: wholeMinutes(one.remainingMs),
      }))
      return { ...event, at: 0, keys }
    }
    case 'end':
      return normaliseEnd(event)
    case 'check':
    case 'queue':
      return event
  }
}

const wholeMinutes = (ms: number | null) => ms && Math.round(ms / 60_000) * 60_000

/** Whether two runs, both normalised, show the same; else the first place where they part, in words. Log lines are compared apart from the exchanges. */
export const findDifference = (before: RunEvent[], now: RunEvent[]): string | null => {
  const [old, fresh] = [describeRun(before), describeRun(now)]
  const at = old.findIndex((line, index) => line !== fresh[index])
  if (at < 0 && old.length === fresh.length) return null
  const index = at < 0 ? old.length : at
  return `${quote(old[index])} is now ${quote(fresh[index])}`
}

const quote = (line: string | undefined) => (line === undefined ? 'nothing' : `"${line.slice(0, 160)}"`)

const joinLogs = (events: RunEvent[]): RunEvent[] => {
  const joined: RunEvent[] = []
  for (const event of events) {
    const last = joined.at(-1)
    const continues = event.type === 'log' && last?.type === 'log' && last.stream === event.stream && last.site === event.site
    if (continues) joined[joined.length - 1] = { ...last, text: last.text + event.text } satisfies LogEvent
    else joined.push(event)
  }
  return joined
}

const normaliseEnd = (event: EndEvent): EndEvent => ({
  ...event,
  used: { wallMs: 0, queueMs: 0, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
  degraded: [],
})

const normaliseExchange = (event: ExchangeEvent, names: Renamer, time: RecordedTime): ExchangeEvent => {
  const { request, response, partial } = event
  return {
    ...event,
    at: 0,
    durationMs: 0,
    request: { ...request, ...renameMessage(request, names), url: names.rename(request.url) },
    response: response && renameResponse(response, names),
    partial: partial && renameMessage(partial, names),
    decisions: normaliseTold(event.decisions, names, time),
  }
}

/** The body is named before an ETag that stands for it, and after the cookies that the head sets. */
const renameResponse = (response: NonNullable<ExchangeEvent['response']>, names: Renamer): NonNullable<ExchangeEvent['response']> => {
  const raw = atob(response.raw)
  const head = raw.slice(0, response.bodyOffset)
  const etags = response.headers.filter(([name]) => name.toLowerCase() === 'etag').map(([, value]) => value)
  const isEtag = (line: string) => /^etag:/i.test(line)
  renameHead(
    head
      .split('\r\n')
      .filter((line) => !isEtag(line))
      .join('\r\n'),
    names,
  )
  const body = names.rename(atob(response.body))
  for (const etag of etags) names.aliasEtag(etag, body)
  const newHead = renameHead(head, names)
  const newRaw = newHead + names.rename(raw.slice(response.bodyOffset))
  return {
    ...response,
    raw: btoa(newRaw),
    bytes: response.cut ? response.bytes : newRaw.length,
    headers: response.headers.map(([name, value]) => [name, names.renameHeader(name, value)]),
    bodyOffset: newHead.length,
    body: btoa(body),
  }
}

const renameMessage = (message: RawMessage, names: Renamer): RawMessage => {
  const text = atob(message.raw)
  const end = text.indexOf('\r\n\r\n')
  const split = end < 0 ? text.length : end
  const renamed = renameHead(text.slice(0, split), names) + names.rename(text.slice(split))
  return { raw: btoa(renamed), bytes: message.cut ? message.bytes : renamed.length, cut: message.cut }
}

const renameHead = (head: string, names: Renamer): string =>
  head
    .split('\r\n')
    .map((line) => {
      const [, name, space = '', value = ''] = /^([^:\s]+):(\s*)(.*)$/s.exec(line) ?? []
      return name === undefined ? names.rename(line) : `${name}:${space}${names.renameHeader(name, value)}`
    })
    .join('\r\n')

/** A run as lines, in an order that does not depend on who overtook whom. */
const describeRun = (events: RunEvent[]): string[] => {
  const played = events.flatMap((event): string[] => {
    switch (event.type) {
      case 'exchange': {
        const of = (part: string, raw: string) =>
          atob(raw)
            .split(/\r?\n/)
            .map((line) => `${event.stepId} ${part}: ${line}`)
        const answer = event.response ?? event.partial
        return [
          ...of('request', event.request.raw),
          ...(answer ? of('response', answer.raw) : []),
          `${event.stepId} failure: ${event.failure ?? 'none'}`,
          ...event.decisions.map((decision) => `${event.stepId} ${event.browser}: ${JSON.stringify(decision)}`),
        ]
      }
      case 'log':
        return []
      default:
        return [JSON.stringify(event)]
    }
  })
  const logs = new Map<string, string>()
  for (const event of events) {
    if (event.type !== 'log') continue
    const stream = `${event.site ?? 'program'} ${event.stream}`
    logs.set(stream, (logs.get(stream) ?? '') + event.text)
  }
  const printed = [...logs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([stream, text]) => text.split('\n').map((line) => `${stream}: ${line}`))
  return [...played, ...printed]
}
