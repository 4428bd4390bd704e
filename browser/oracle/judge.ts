import type { EngineEvent } from '../src/engine/event.ts'
import { compareObservations, DECISIONS, type DecisionName, type Difference } from './compare.ts'
import { findDeparture } from './departures.ts'
import type { Observation } from './observation.ts'
import { playInEngine } from './play-in-engine.ts'
import type { Scenario } from './scenario.ts'

export type Verdict = {
  agreed: Record<DecisionName, number>
  unexplained: Difference[]
  /** By the departure's id. */
  explained: Record<string, number>
  events: EngineEvent[]
}

/** Plays the scenario in the simulated browser and lays it beside what Chromium did. */
export function judge(scenario: Scenario, real: Observation): Verdict {
  const { observation, events } = playInEngine(scenario, real)
  const { agreed, differences } = compareObservations(real, observation)
  const explained: Record<string, number> = {}
  const unexplained: Difference[] = []
  for (const difference of differences) {
    const departure = findDeparture(difference, scenario)
    if (departure) explained[departure.id] = (explained[departure.id] ?? 0) + 1
    else unexplained.push(difference)
  }
  return { agreed, unexplained, explained, events }
}

export const noDecisions = (): Record<DecisionName, number> => Object.fromEntries(DECISIONS.map((name) => [name, 0])) as Record<DecisionName, number>
