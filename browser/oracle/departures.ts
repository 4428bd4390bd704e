import type { Difference } from './compare.ts'
import type { Scenario } from './scenario.ts'

/** A difference that is known and meant, with the reason why the simulated browser does not follow Chromium there. */
export type Departure = { id: string; why: string; source: string; explains: (difference: Difference, scenario: Scenario) => boolean }

/** From this many cookies of a site on, Chromium may have made room. */
const CROWD = 150

export const DEPARTURES: readonly Departure[] = [
  {
    id: 'eviction-by-priority',
    why: 'Chromium looks at its own attribute Priority when it makes room among the cookies of a site; no specification knows it, and the simulated browser goes by use and Secure alone.',
    source: 'Chromium, net/cookies/cookie_monster.cc, purge rounds of a domain (kDomainCookiesQuotaLow, Medium, High)',
    explains: ({ decision }, { resources }) => {
      const lines = Object.values(resources).flatMap(({ response }) => response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie'))
      return (
        ['stored cookie', 'Cookie header', 'document.cookie'].includes(decision) &&
        lines.length > CROWD &&
        lines.some(([, line]) => /priority\s*=/i.test(line))
      )
    },
  },
]

/** The departure that explains the difference; null when none does, which is a fault of one of the two. */
export function findDeparture(difference: Difference, scenario: Scenario): Departure | null {
  return DEPARTURES.find(({ explains }) => explains(difference, scenario)) ?? null
}
