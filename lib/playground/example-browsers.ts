import type { BrowserStep, OtherStep } from '@crumbtrail/browser/engine/browser-step'
import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import { playStep } from '@crumbtrail/browser/engine/play-step'
import { type BrowserState, createBrowser } from '@crumbtrail/browser/engine/state'
import { stealCookie } from '@crumbtrail/browser/engine/steal-cookie'
import type { EngineRequest } from '@crumbtrail/browser/engine/turn'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import type { ExchangeEvent, RunEvent } from '@crumbtrail/runner/contract'
import { exampleExchange } from './example-events.ts'

type Answer = { status: number; headers?: readonly (readonly [string, string])[]; body?: string } | { failure: NonNullable<ExchangeEvent['failure']> }

/** What the servers of a test answer, by method and URL. */
export type ExampleAnswer = (request: EngineRequest) => Answer

/** 2026-01-01T10:00:00Z. */
const START = 1_767_261_600_000

/** A step of an example: what a browser is told, a wait, a theft. */
export type ExampleStep =
  | (BrowserStep & { browser?: string })
  | { id: string; type: 'wait'; seconds: number }
  | { id: string; type: 'steal-cookie'; browser: string; from: string; name: string }

/** The events of a run for tests, made by the engine itself: the browsers play the steps against the answers. */
export function exampleBrowserRun(names: readonly string[], steps: readonly ExampleStep[], answer: ExampleAnswer): RunEvent[] {
  const states = new Map(names.map((name) => [name, createBrowser({ name })]))
  const stateOf = (name: string) => states.get(name) as BrowserState
  let now = START
  const events: RunEvent[] = []
  for (const step of steps) {
    const stepId = step.id
    events.push({ type: 'step', stepId, phase: 'started', at: 0 })
    if (step.type === 'steal-cookie') {
      const { browser, from } = step as { browser: string; from: string; name: string; id: string }
      const stolen = stealCookie(stateOf(browser), stateOf(from), step as { id: string; name: string }, { registrableDomain })
      states.set(browser, stolen.state)
      events.push({ type: 'browser', stepId, browser, at: 0, events: stolen.events })
    } else if ('seconds' in step) {
      now += step.seconds * 1000
      events.push({ type: 'clock', stepId, at: 0, now: new Date(now).toISOString() })
      for (const name of names) events.push(...played(name, { id: stepId, type: 'wait' }))
    } else events.push(...played('browser' in step && step.browser ? step.browser : (names[0] ?? ''), step))
    events.push({ type: 'step', stepId, phase: 'done', at: 0 })
  }
  return events

  function played(browser: string, step: BrowserStep | OtherStep): RunEvent[] {
    const answers = new Map<string, Answer>()
    const result = playStep(stateOf(browser), step, { now, registrableDomain }, (request) => {
      const given = answer(request)
      answers.set(request.id, given)
      return 'failure' in given
        ? given
        : { status: given.status, headers: [['Content-Type', 'text/html'], ...(given.headers ?? [])], body: given.body ?? 'hello' }
    })
    states.set(browser, result.state)
    return [...grouped(result.events)].flatMap(([id, own]): RunEvent[] => {
      const request = result.requests.find((one) => one.id === id)
      if (request) return [exchangeOf(browser, request, answers.get(request.id), own)]
      return own.some((event) => event.type !== 'cookies-expired' || event.cookies.length > 0)
        ? [{ type: 'browser', stepId: step.id, browser, at: 0, events: own }]
        : []
    })
  }
}

/** Events by the request that they are about, in the order of their first; those about none stand in groups of their own between them. */
function grouped(events: readonly EngineEvent[]): Map<string, EngineEvent[]> {
  const groups = new Map<string, EngineEvent[]>()
  let last = ''
  for (const event of events) {
    const about = 'requestId' in event ? event.requestId : null
    const key: string = about ?? (last.startsWith('none') ? last : `none-${groups.size}`)
    groups.set(key, [...(groups.get(key) ?? []), event])
    last = key
  }
  return groups
}

function exchangeOf(browser: string, request: EngineRequest, answer: Answer | undefined, decisions: EngineEvent[]): ExchangeEvent {
  const { pathname, search, hostname } = new URL(request.url)
  const head = [
    `${request.method} ${pathname}${search} HTTP/1.1`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    '',
    request.body ?? '',
  ]
  const failure = answer && 'failure' in answer ? answer.failure : null
  const reply =
    answer && 'status' in answer
      ? [
          `HTTP/1.1 ${answer.status} Told`,
          'Content-Type: text/plain',
          ...(answer.headers ?? []).map(([name, value]) => `${name}: ${value}`),
          '',
          answer.body ?? 'hello',
        ]
      : null
  const exchange = exampleExchange(request.stepId, head.join('\r\n'), reply?.join('\r\n') ?? null, {
    site: hostname,
    browser,
    purpose: request.purpose,
    decisions,
    failure,
  })
  return { ...exchange, request: { ...exchange.request, url: request.url } }
}
