import type { EndEvent, ExchangeEvent, Outcome, RunEvent } from '../contract.ts'
import { type Told, toldOf } from './told-by-browser.ts'

/** One exchange as a check reads it: text instead of bytes, header names as they were written. */
export interface TimelineExchange {
  stepId: string
  /** Null for a raw request. */
  browser: string | null
  /** `preflight`, or what a browser loads; null for a raw request. */
  purpose: string | null
  site: string
  request: { method: string; url: string; headers: [string, string][]; body: string }
  response: { status: number; reason: string; headers: [string, string][]; body: string } | null
  failure: string | null
}

/** A whole run as data: all that a check is given. */
export interface Timeline {
  outcome: Outcome
  exitCode: number | null
  exchanges: TimelineExchange[]
  /** What the simulated browsers told, in order. */
  told: Told[]
  stdout: string
  stderr: string
}

/** Gathers a run's events while they are told. Their number and size are bounded by the run's own limits. */
export function createTimeline(): { take(event: RunEvent): void; of(end: EndEvent): Timeline } {
  const exchanges: TimelineExchange[] = []
  const told: Told[] = []
  const output = { stdout: '', stderr: '' }
  return {
    take: (event) => {
      if (event.type === 'exchange') {
        exchanges.push(readExchange(event))
        told.push(...toldOf(event.stepId, event.decisions))
      } else if (event.type === 'browser') told.push(...toldOf(event.stepId, event.events))
      else if (event.type === 'log') output[event.stream] += event.text
    },
    of: ({ outcome, exitCode }) => ({ outcome, exitCode, exchanges, told, ...output }),
  }
}

function readExchange({ stepId, browser, purpose, site, request, response, failure }: ExchangeEvent): TimelineExchange {
  const { method, url, raw } = request
  return {
    stepId,
    browser,
    purpose: purpose ?? null,
    site,
    request: { method, url, ...readRequest(Buffer.from(raw, 'base64')) },
    response: response && {
      status: response.status,
      reason: response.reason,
      headers: response.headers,
      body: Buffer.from(response.body, 'base64').toString('utf8'),
    },
    failure,
  }
}

/** Header lines and body of a request that we wrote ourselves. */
function readRequest(raw: Buffer): { headers: [string, string][]; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n').slice(1)
  return {
    headers: lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    body: end < 0 ? '' : raw.subarray(end + 4).toString('utf8'),
  }
}
