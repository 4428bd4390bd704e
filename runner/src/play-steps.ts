import type { ExchangeEvent, RequestStep, RunEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { cookiePairs, writeRequest } from './request-message.ts'
import type { AgentClient } from './sandbox/agent-client.ts'

export interface StepPlay {
  steps: RequestStep[]
  site: { host: string; port: number }
  agent: AgentClient
  /** Milliseconds since the run began. */
  now(): number
  emit(event: RunEvent): void
  /** Asked between exchanges, after one that found the server gone once `settled`: false when the run is over. */
  goesOn(): boolean
  /** Resolves when the program has ended, or soon: a closed connection is seen before the exit that closed it. */
  settled(): Promise<unknown>
}

/** All steps were played; no server listened in time, so none was; or the last one found the server gone. */
export type Played = 'played' | 'no-server' | 'broken-off'

/** Waits for the site's server, then plays the steps in order. */
export async function playSteps(play: StepPlay): Promise<Played> {
  if (!(await play.agent.awaitListen(play.site.port, RUN_LIMITS.listenMs))) return 'no-server'
  let last = null as ExchangeEvent | null
  const answers = new Map<string, ExchangeEvent['response']>()
  for (const step of play.steps) {
    if (!play.goesOn()) return 'broken-off'
    play.emit({ type: 'step', stepId: step.id, phase: 'started', at: play.now() })
    last = await playRequest(play, step, cookiePairs(answers.get(step.cookiesFrom ?? '')?.headers ?? []))
    answers.set(step.id, last.response)
    play.emit(last)
    play.emit({ type: 'step', stepId: step.id, phase: 'done', at: play.now() })
    if (foundServerGone(last)) await play.settled()
  }
  return last && foundServerGone(last) ? 'broken-off' : 'played'
}

const foundServerGone = ({ failure }: ExchangeEvent): boolean => failure === 'connection-closed' || failure === 'not-listening'

async function playRequest(play: StepPlay, step: RequestStep, cookies: string[]): Promise<ExchangeEvent> {
  const message = writeRequest(step, cookies)
  const at = play.now()
  const exchanged = await play.agent.exchange({ port: play.site.port, raw: message.raw, method: message.method, deadlineMs: RUN_LIMITS.requestMs })
  return {
    type: 'exchange',
    stepId: step.id,
    browser: null,
    site: play.site.host,
    at,
    durationMs: exchanged.durationMs,
    request: { method: message.method, url: message.url, raw: message.raw.toString('base64'), bytes: message.raw.length, cut: false },
    response: exchanged.response,
    failure: exchanged.failure,
    partial: exchanged.partial,
    decisions: [],
  }
}
