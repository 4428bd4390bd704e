import type { Difference } from './compare.ts'
import type { Scenario } from './scenario.ts'

/** A difference that is known and meant, with the reason why the simulated browser does not follow Chromium there. */
export type Departure = { id: string; why: string; source: string; explains: (difference: Difference, scenario: Scenario) => boolean }

export const DEPARTURES: readonly Departure[] = []

/** The departure that explains the difference; null when none does, which is a fault of one of the two. */
export function findDeparture(difference: Difference, scenario: Scenario): Departure | null {
  return DEPARTURES.find(({ explains }) => explains(difference, scenario)) ?? null
}
