import type { BrowserContext } from 'playwright'
import { openTab, type Tab } from './chromium-tab.ts'
import { browserOf, launchOnNewProfile, type Profile, type ThirdPartyCookies } from './launch-chromium.ts'

/** Places in a running Chromium, which is started when the first is asked for. */
export type Seats = {
  /**
   * A tab to play one scenario in, in a context without cookies, cache and page. `isNew`: a context that nothing was ever played in;
   * otherwise one that has been emptied, which costs a third.
   */
  take: (isNew: boolean) => Promise<Tab>
  version: () => Promise<string>
  /** Ends what runs; the next seat is in a new process. */
  close: () => Promise<void>
}

/** Scenarios that one context, and one process, serve before new ones take their place, so that nothing grows without end. */
const SEAT_PLAYS_MAX = 40
const PROCESS_PLAYS_MAX = 600

type Running = { profile: Profile; plays: number; seat: { context: BrowserContext; tab: Tab; plays: number } | null }

export function openSeats(executable: string, resolverRules: string, thirdPartyCookies: ThirdPartyCookies): Seats {
  let running: Running | null = null
  const close = async () => {
    const ending = running
    running = null
    await ending?.profile.close()
  }
  const find = async (): Promise<Running> => {
    if ((running?.plays ?? 0) >= PROCESS_PLAYS_MAX) await close()
    if (running) return running
    running = { profile: await launchOnNewProfile(executable, thirdPartyCookies, resolverRules), plays: 0, seat: null }
    return running
  }
  return {
    take: async (isNew) => {
      const place = await find()
      place.plays += 1
      if (isNew || !place.seat || place.seat.plays >= SEAT_PLAYS_MAX) {
        await place.seat?.context.close()
        place.seat = null
        const context = await browserOf(place.profile.context()).newContext({ viewport: null, acceptDownloads: false })
        place.seat = { context, tab: await openTab(context), plays: 0 }
      } else await empty(place.seat.tab)
      place.seat.plays += 1
      return place.seat.tab
    },
    version: async () => browserOf((await find()).profile.context()).version(),
    close,
  }
}

/** Leaves the page, then forgets all cookies and caches, the permissions of preflights among them. */
async function empty({ page, devtools }: Tab): Promise<void> {
  await page.goto('about:blank')
  await Promise.all([page.context().clearCookies(), devtools.send('Network.clearBrowserCache')])
}
