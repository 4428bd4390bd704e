import { HOST_PATTERNS } from './generate/places.ts'
import type { ThirdPartyCookies } from './launch-chromium.ts'
import type { Observation } from './observation.ts'
import { startOriginServer } from './origin-server.ts'
import { playInChromium } from './play-in-chromium.ts'
import type { Scenario } from './scenario.ts'
import { openSeats } from './seats.ts'

/** A Chromium with servers of its own, in which one scenario is played after another; two lanes go side by side. */
export type Lane = {
  play: (scenario: Scenario, isNewSeat: boolean) => Promise<Observation>
  version: () => Promise<string>
  close: () => Promise<void>
}

/** How often a scenario is tried again whose browser ended or stood still, before the fault counts as the oracle's own. */
const ATTEMPTS_MAX = 3

export async function openLane(executable: string, thirdPartyCookies: ThirdPartyCookies): Promise<Lane> {
  const server = await startOriginServer(HOST_PATTERNS)
  const seats = openSeats(executable, server.resolverRules, thirdPartyCookies)
  return {
    play: async (scenario, isNewSeat) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await playInChromium({ server, executable, seats }, scenario, isNewSeat || attempt > 1)
        } catch (error) {
          await seats.close()
          if (attempt === ATTEMPTS_MAX) throw new Error(`${scenario.name} could not be played`, { cause: error })
        }
      }
    },
    version: seats.version,
    close: async () => {
      await seats.close()
      await server.close()
    },
  }
}
