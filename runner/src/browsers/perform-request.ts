import type { EngineRequest } from '@crumbtrail/browser/engine/turn'
import type { ExchangeEvent, Job } from '../contract.ts'
import { BROWSER_LIMITS, RUN_LIMITS } from '../limits.ts'
import type { AgentClient } from '../sandbox/agent-client.ts'

/** An exchange as it is told, without whose it was and what was decided. */
export type Performed = Pick<ExchangeEvent, 'site' | 'durationMs' | 'request' | 'response' | 'failure' | 'partial'>

/** What the browser is handed: the response, whole or as far as it came, or why there is none. */
export type BrowserAnswer = { status: number; headers: [string, string][]; body: string } | { failure: string }

/** Performs requests of a run's browsers, one at a time, and keeps the bounds of all of them together. */
export type PerformRequest = (request: EngineRequest) => Promise<{ performed: Performed; answer: BrowserAnswer }>

export function createPerformer(sites: Job['sites'], agent: AgentClient): PerformRequest {
  let exchanges = 0
  let bytes = 0
  const mayGoOn = (): boolean => exchanges < BROWSER_LIMITS.exchangesMax && bytes < BROWSER_LIMITS.exchangeBytesMax

  return async (request) => {
    const { hostname } = new URL(request.url)
    const raw = writeEngineRequest(request)
    const site = sites.find(({ host }) => host === hostname)
    const failure = site === undefined ? 'no-such-host' : mayGoOn() ? null : 'too-many-exchanges'
    if (site === undefined || failure !== null) {
      const performed: Performed = { site: hostname, durationMs: 0, request: tellRequest(request, raw), response: null, failure, partial: null }
      return { performed, answer: { failure: failure ?? 'no-such-host' } }
    }
    exchanges += 1
    const exchanged = await agent.exchange({ port: site.port, raw, method: request.method, deadlineMs: RUN_LIMITS.requestMs })
    const { response, durationMs, partial } = exchanged
    const performed: Performed = {
      site: hostname,
      durationMs,
      request: tellRequest(request, raw),
      response,
      failure: exchanged.failure,
      partial,
    }
    bytes += toldBytes(performed)
    if (response === null) return { performed, answer: { failure: exchanged.failure ?? 'connection-closed' } }
    const body = Buffer.from(response.body, 'base64').toString('latin1')
    return { performed, answer: { status: response.status, headers: response.headers, body } }
  }
}

/** About how much an exchange takes as JSON, worked out without making it. */
function toldBytes({ request, response, partial }: Performed): number {
  const headers = response?.headers.reduce((sum, [name, value]) => sum + name.length + 2 * value.length + 6, 0) ?? 0
  return (
    500 + request.url.length + request.raw.length + headers + (response?.raw.length ?? 0) + (response?.body.length ?? 0) + (partial?.raw.length ?? 0)
  )
}

function tellRequest({ method, url }: EngineRequest, raw: Buffer): Performed['request'] {
  const kept = raw.subarray(0, BROWSER_LIMITS.requestBytesMax)
  return { method, url, raw: kept.toString('base64'), bytes: raw.length, cut: kept.length < raw.length }
}

/**
 * A browser's request as it goes over the wire: every header is the engine's, but for the one that a proxy which ends TLS adds, or writes
 * over what a script had set.
 */
export function writeEngineRequest({ method, url, headers, body }: EngineRequest): Buffer {
  const { protocol, pathname, search } = new URL(url)
  const own = headers.filter(([name]) => name.toLowerCase() !== 'x-forwarded-proto')
  const lines = [...own, ['X-Forwarded-Proto', protocol.slice(0, -1)] as const].map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([`${method} ${pathname}${search} HTTP/1.1`, ...lines, '', body ?? ''].join('\r\n'), 'latin1')
}
