import type { BrowserStep, OtherStep } from './browser-step.ts'
import type { EngineEvent } from './event.ts'
import type { EngineResponse } from './loading/finish-load.ts'
import { type EngineFailure, receive } from './receive.ts'
import type { BrowserState } from './state.ts'
import { step } from './step.ts'
import type { EngineContext, EngineRequest } from './turn.ts'

/** A whole step with all that was asked on the way, in order. */
export type PlayedStep = { state: BrowserState; requests: EngineRequest[]; events: EngineEvent[] }

/** Plays a step to its end where the answers are at hand: a page that explains a scenario, a test, a measurement. */
export function playStep(
  state: BrowserState,
  played: BrowserStep | OtherStep,
  context: EngineContext,
  answer: (request: EngineRequest) => EngineResponse | EngineFailure,
): PlayedStep {
  let result = step(state, played, context)
  const requests: EngineRequest[] = []
  const events = [...result.events]
  for (let request = result.requests[0]; request !== undefined; request = result.requests[0]) {
    requests.push(request)
    result = receive(result.state, request.id, answer(request), context)
    events.push(...result.events)
  }
  return { state: result.state, requests, events }
}
