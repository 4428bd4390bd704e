import type { RunBrowsers } from './browsers/run-browsers.ts'
import type { RunClock } from './clock/run-clock.ts'
import type { ExchangeEvent, Job, JobStep, RequestStep, RunEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { cookiePairs, writeRequest } from './request-message.ts'
import type { AgentClient } from './sandbox/agent-client.ts'
import type { RunServices } from './services/run-services.ts'

export interface StepPlay {
  steps: JobStep[]
  sites: Job['sites']
  agent: AgentClient
  /** Starts the program of a site (of all without a host) anew; false when the run's other programs left nothing for it. */
  restart(host: string | undefined): Promise<boolean>
  /** Moves the time of all programs and services on. */
  advance(byMs: number): Promise<void>
  browsers: RunBrowsers
  services: Pick<RunServices, 'start' | 'stop' | 'tellKeys'>
  /** What time it is in the run. */
  clock: RunClock
  /** Milliseconds since the run began. */
  now(): number
  emit(event: RunEvent): void
  /** Asked between steps, after an exchange that found its server gone once `settled`: false when the run is over. */
  goesOn(): boolean
  /** Resolves when a program has ended, or soon: a closed connection is seen before the exit that closed it. */
  settled(): Promise<unknown>
}

/** All steps were played; a site did not listen in time, so no more were; or the last one found its server gone. */
export type Played = { how: 'played' | 'broken-off' } | { how: 'no-server'; site: string }

/** Waits until every site listens, then plays the steps in order. */
export async function playSteps(play: StepPlay): Promise<Played> {
  const silent = await findSilentSite(play, play.sites)
  if (silent) return { how: 'no-server', site: silent }
  let last = null as ExchangeEvent | null
  const answers = new Map<string, ExchangeEvent['response']>()
  for (const step of play.steps) {
    if (!play.goesOn()) return { how: 'broken-off' }
    play.emit({ type: 'step', stepId: step.id, phase: 'started', at: play.now() })
    if (step.type === 'restart-server') {
      const isBack = await play.restart(step.site)
      if (!isBack) return { how: 'no-server', site: step.site ?? (play.sites[0] as { host: string }).host }
      const again = await findSilentSite(
        play,
        play.sites.filter(({ host }) => step.site === undefined || step.site === host),
      )
      if (again) return { how: 'no-server', site: again }
    } else if (step.type === 'wait') {
      await play.advance(step.seconds * 1000)
      play.clock.move(step.seconds * 1000)
      play.emit({ type: 'clock', stepId: step.id, at: play.now(), now: new Date(play.clock.nowMs()).toISOString() })
      play.browsers.passTime(step.id)
    } else if (step.type === 'stop-service' || step.type === 'start-service') {
      await (step.type === 'stop-service' ? play.services.stop(step.service) : play.services.start([step.service]))
    } else if (step.type === 'request') {
      last = await playRequest(play, step, cookiePairs(answers.get(step.cookiesFrom ?? '')?.headers ?? []))
      answers.set(step.id, last.response)
      play.emit(last)
    } else last = (await play.browsers.play(step)) ?? last
    await play.services.tellKeys(step.id)
    play.emit({ type: 'step', stepId: step.id, phase: 'done', at: play.now() })
    if (last && foundServerGone(last)) await play.settled()
  }
  return { how: last && foundServerGone(last) ? 'broken-off' : 'played' }
}

const foundServerGone = ({ failure }: ExchangeEvent): boolean => failure === 'connection-closed' || failure === 'not-listening'

/** The first site that does not listen in time; all of them have the same time. Null when all do. */
async function findSilentSite(play: StepPlay, sites: Job['sites']): Promise<string | null> {
  const deadline = performance.now() + RUN_LIMITS.listenMs
  for (const { host, port } of sites) {
    if (!(await play.agent.awaitListen(port, Math.max(1, deadline - performance.now())))) return host
  }
  return null
}

async function playRequest(play: StepPlay, step: RequestStep, cookies: string[]): Promise<ExchangeEvent> {
  const message = writeRequest(step, cookies)
  const site = play.sites.find(({ host }) => host === message.host)
  if (!site) throw new Error(`a step asks ${message.host}, which is no site of the job`)
  const at = play.now()
  const exchanged = await play.agent.exchange({ port: site.port, raw: message.raw, method: message.method, deadlineMs: RUN_LIMITS.requestMs })
  return {
    type: 'exchange',
    stepId: step.id,
    browser: null,
    site: site.host,
    at,
    durationMs: exchanged.durationMs,
    request: { method: message.method, url: message.url, raw: message.raw.toString('base64'), bytes: message.raw.length, cut: false },
    response: exchanged.response,
    failure: exchanged.failure,
    partial: exchanged.partial,
    decisions: [],
  }
}
