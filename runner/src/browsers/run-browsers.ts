import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import { receive } from '@crumbtrail/browser/engine/receive'
import { type BrowserState, createBrowser } from '@crumbtrail/browser/engine/state'
import { stealCookie } from '@crumbtrail/browser/engine/steal-cookie'
import { step as playEngineStep } from '@crumbtrail/browser/engine/step'
import type { EngineContext } from '@crumbtrail/browser/engine/turn'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import type { RunClock } from '../clock/run-clock.ts'
import type { BrowserStep, ExchangeEvent, Job, RunEvent } from '../contract.ts'
import type { AgentClient } from '../sandbox/agent-client.ts'
import { createDecisionBudget } from './decision-budget.ts'
import { createPerformer } from './perform-request.ts'

export interface BrowserPlay {
  browsers: Job['browsers']
  sites: Job['sites']
  agent: AgentClient
  /** The clock of the jars is the run's. */
  clock: RunClock
  /** Milliseconds since the run began. */
  now(): number
  emit(event: RunEvent): void
  /** Asked before each request: false when the run is over, and then no more is sent. */
  goesOn(): boolean
}

/** The simulated browsers of one run, each with its own jar and page. */
export interface RunBrowsers {
  /**
   * Plays a step to its end: the engine says which request to make, the agent performs it and knows nothing of cookies, the engine receives
   * the answer and says what follows. Each exchange is told with the decisions about it, the rest in `browser` events between them.
   * Gives the last exchange; null when the step made none.
   */
  play(step: BrowserStep): Promise<ExchangeEvent | null>
  /** Lets every jar see the new time, after a wait. */
  passTime(stepId: string): void
}

export function createRunBrowsers(run: BrowserPlay): RunBrowsers {
  const states = new Map(run.browsers.map(({ name, profile }) => [name, createBrowser({ name, profile })]))
  const budget = createDecisionBudget()
  const perform = createPerformer(run.sites, run.agent)
  const stateOf = (name: string): BrowserState => {
    const state = states.get(name)
    if (!state) throw new Error(`a step names the browser ${name}, which the job does not have`)
    return state
  }
  const contextFor = ({ jar }: BrowserState): EngineContext => ({
    now: Math.floor(run.clock.nowMs()),
    registrableDomain,
    explain: budget.canExplain(jar) ? 'jar' : 'nothing',
  })
  const tell = (browser: string, stepId: string, all: readonly EngineEvent[], isShort = false): void => {
    const { events, isCut } = budget.take(all)
    if (all.length === 0 && !isShort) return
    run.emit({ type: 'browser', stepId, browser, at: run.now(), events, ...(isCut || isShort ? { eventsCut: 'decision-bytes' as const } : {}) })
  }

  const playOn = async (name: string, step: Exclude<BrowserStep, { type: 'steal-cookie' }>): Promise<ExchangeEvent | null> => {
    let last: ExchangeEvent | null = null
    let context = contextFor(stateOf(name))
    let isShort = context.explain === 'nothing'
    let result = playEngineStep(stateOf(name), step, context)
    states.set(name, result.state)
    let told: EngineEvent[] = result.events
    for (let request = result.requests[0]; request !== undefined && run.goesOn(); request = result.requests[0]) {
      const { id } = request
      tell(
        name,
        step.id,
        told.filter((event) => requestOf(event) !== id),
      )
      const before = told.filter((event) => requestOf(event) === id)
      const at = run.now()
      const { performed, answer } = await perform(request)
      context = contextFor(result.state)
      result = receive(result.state, id, answer, context)
      states.set(name, result.state)
      const { events: decisions, isCut } = budget.take([...before, ...result.events.filter((event) => requestOf(event) === id)])
      last = {
        type: 'exchange',
        stepId: step.id,
        browser: name,
        purpose: request.purpose,
        at,
        ...performed,
        decisions,
        ...(isCut || isShort ? { decisionsCut: 'decision-bytes' as const } : {}),
      }
      isShort = context.explain === 'nothing'
      run.emit(last)
      told = result.events.filter((event) => requestOf(event) !== id)
    }
    tell(name, step.id, told, isShort && step.type === 'read-cookies')
    return last
  }

  return {
    play: async (step) => {
      const name = step.browser ?? (run.browsers[0] as { name: string }).name
      if (step.type !== 'steal-cookie') return playOn(name, step)
      const { state, events } = stealCookie(stateOf(name), stateOf(step.from), step, { registrableDomain })
      states.set(name, state)
      tell(name, step.id, events)
      return null
    },
    passTime: (stepId) => {
      for (const [name, state] of states) {
        const { state: next, events } = playEngineStep(state, { id: stepId, type: 'wait' }, contextFor(state))
        states.set(name, next)
        tell(
          name,
          stepId,
          events.filter((event) => event.type !== 'cookies-expired' || event.cookies.length > 0),
        )
      }
    },
  }
}

/** The request that an event is about; null for what belongs to none. */
function requestOf(event: EngineEvent): string | null {
  return 'requestId' in event ? event.requestId : null
}
