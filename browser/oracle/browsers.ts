import type { BrowserContext } from 'playwright'
import { openTab, type Tab } from './chromium-tab.ts'
import { browserOf, launchChromium, makeProfileFolder, removeProfileFolder, type ThirdPartyCookies } from './launch-chromium.ts'

export type Browsers = {
  /**
   * A tab to play one scenario in, in a context without cookies, cache and page. `isNew`: a context that nothing was ever played in;
   * otherwise one that has been emptied, which costs a third.
   */
  takeSeat: (thirdPartyCookies: ThirdPartyCookies, isNew: boolean) => Promise<Tab>
  version: () => Promise<string>
  /** Ends what runs; the next seat is in a new process. */
  close: () => Promise<void>
}

/** Scenarios that one context, and one process, serve before new ones take their place, so that nothing grows without end. */
const SEAT_PLAYS_MAX = 40
const PROCESS_PLAYS_MAX = 600

type Running = { profile: BrowserContext; folder: string; plays: number; seat: { context: BrowserContext; tab: Tab; plays: number } | null }

/** One running Chromium for each way to treat third-party cookies, started when it is first asked for. */
export function openBrowsers(executable: string, resolverRules: string): Browsers {
  const open = new Map<ThirdPartyCookies, Running>()
  const end = async (kind: ThirdPartyCookies) => {
    const running = open.get(kind)
    if (!running) return
    open.delete(kind)
    await running.profile.close()
    await removeProfileFolder(running.folder)
  }
  const find = async (kind: ThirdPartyCookies): Promise<Running> => {
    if ((open.get(kind)?.plays ?? 0) >= PROCESS_PLAYS_MAX) await end(kind)
    const known = open.get(kind)
    if (known) return known
    const folder = await makeProfileFolder(kind)
    const running: Running = { folder, profile: await launchChromium(executable, folder, resolverRules), plays: 0, seat: null }
    open.set(kind, running)
    return running
  }
  const newSeat = async (running: Running) => {
    await running.seat?.context.close()
    running.seat = null
    const context = await browserOf(running.profile).newContext({ viewport: null, acceptDownloads: false })
    return { context, tab: await openTab(context), plays: 0 }
  }
  return {
    takeSeat: async (kind, isNew) => {
      const running = await find(kind)
      running.plays += 1
      if (isNew || !running.seat || running.seat.plays >= SEAT_PLAYS_MAX) running.seat = await newSeat(running)
      else await empty(running.seat.tab)
      running.seat.plays += 1
      return running.seat.tab
    },
    version: async () => browserOf((await find('allowed')).profile).version(),
    close: async () => {
      await Promise.all([...open.keys()].map(end))
    },
  }
}

/** Leaves the page, then forgets all cookies and caches, the permissions of preflights among them. */
async function empty({ page, devtools }: Tab): Promise<void> {
  await page.goto('about:blank')
  await Promise.all([page.context().clearCookies(), devtools.send('Network.clearBrowserCache')])
}
