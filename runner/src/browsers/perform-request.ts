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
  let bytesLeft: number = BROWSER_LIMITS.exchangeBytesMax
  /** Takes from what may still be kept; a message that does not fit is told without its bytes. */
  const keeps = (bytes: number): boolean => {
    if (bytes > bytesLeft) return false
    bytesLeft -= bytes
    return true
  }
  const tellRequest = ({ method, url }: EngineRequest, raw: Buffer): Performed['request'] => {
    const kept = raw.subarray(0, BROWSER_LIMITS.requestBytesMax)
    const isKept = keeps(kept.length)
    return { method, url, raw: isKept ? kept.toString('base64') : '', bytes: raw.length, cut: !isKept || kept.length < raw.length }
  }
  const tellResponse = (response: ExchangeEvent['response']): ExchangeEvent['response'] =>
    response === null || keeps(response.raw.length) ? response : { ...response, raw: '', body: '', bodyOffset: 0, cut: true }
  const withoutExchange = (request: EngineRequest, host: string, raw: Buffer, failure: NonNullable<Performed['failure']>) => ({
    performed: { site: host, durationMs: 0, request: tellRequest(request, raw), response: null, failure, partial: null },
    answer: { failure },
  })

  return async (request) => {
    const { hostname } = new URL(request.url)
    const raw = writeEngineRequest(request)
    const site = sites.find(({ host }) => host === hostname)
    if (!site) return withoutExchange(request, hostname, raw, 'no-such-host')
    if (exchanges >= BROWSER_LIMITS.exchangesMax) return withoutExchange(request, hostname, raw, 'too-many-exchanges')
    exchanges += 1
    const { durationMs, response, failure, partial } = await agent.exchange({
      port: site.port,
      raw,
      method: request.method,
      deadlineMs: RUN_LIMITS.requestMs,
    })
    return {
      performed: {
        site: hostname,
        durationMs,
        request: tellRequest(request, raw),
        response: tellResponse(response),
        failure,
        partial: partial === null || keeps(partial.raw.length) ? partial : { ...partial, raw: '', cut: true },
      },
      answer: response
        ? { status: response.status, headers: response.headers, body: Buffer.from(response.body, 'base64').toString('latin1') }
        : { failure: failure ?? 'connection-closed' },
    }
  }
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
