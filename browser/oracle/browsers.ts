import { type Chromium, makeProfileFolder, removeProfileFolder, startChromium, type ThirdPartyCookies } from './chromium-process.ts'
import { openTab, type Tab } from './chromium-tab.ts'

/** A place to play one scenario in: a browser context without cookies, cache and page, and its one tab. */
export type Seat = { chromium: Chromium; browserContextId: string; tab: Tab }

export type Browsers = {
  /** `isNew`: a context that nothing was ever played in; otherwise one that has been emptied, which costs a third. */
  takeSeat: (thirdPartyCookies: ThirdPartyCookies, isNew: boolean) => Promise<Seat>
  version: () => Promise<string>
  /** Ends what runs; the next seat is in a new process. */
  close: () => Promise<void>
}

/** Scenarios that one context, and one process, serve before new ones take their place, so that nothing grows without end. */
const SEAT_PLAYS_MAX = 40
const PROCESS_PLAYS_MAX = 600

type Running = { chromium: Chromium; folder: string; plays: number; seat: (Seat & { plays: number }) | null }

/** One running Chromium for each way to treat third-party cookies, started when it is first asked for. */
export function openBrowsers(executable: string, resolverRules: string): Browsers {
  const open = new Map<ThirdPartyCookies, Running>()
  const end = async (kind: ThirdPartyCookies) => {
    const running = open.get(kind)
    if (!running) return
    open.delete(kind)
    await running.chromium.quit()
    await removeProfileFolder(running.folder)
  }
  const find = async (kind: ThirdPartyCookies): Promise<Running> => {
    if ((open.get(kind)?.plays ?? 0) >= PROCESS_PLAYS_MAX) await end(kind)
    const known = open.get(kind)
    if (known) return known
    const folder = await makeProfileFolder(kind)
    const running: Running = { folder, chromium: await startChromium(executable, folder, resolverRules), plays: 0, seat: null }
    open.set(kind, running)
    return running
  }
  const newSeat = async (running: Running) => {
    const { chromium, seat } = running
    running.seat = null
    if (seat) await chromium.send('Target.disposeBrowserContext', { browserContextId: seat.browserContextId })
    const { browserContextId } = await chromium.send<{ browserContextId: string }>('Target.createBrowserContext')
    return { chromium, browserContextId, tab: await openTab(chromium, browserContextId), plays: 0 }
  }
  return {
    takeSeat: async (kind, isNew) => {
      const running = await find(kind)
      running.plays += 1
      if (isNew || !running.seat || running.seat.plays >= SEAT_PLAYS_MAX) running.seat = await newSeat(running)
      else await empty(running.seat)
      running.seat.plays += 1
      return running.seat
    },
    version: async () => (await (await find('allowed')).chromium.send<{ product: string }>('Browser.getVersion')).product,
    close: async () => {
      await Promise.all([...open.keys()].map(end))
    },
  }
}

/** Leaves the page, then forgets all cookies and caches, the permissions of preflights among them. */
async function empty({ chromium, browserContextId, tab }: Seat): Promise<void> {
  await tab.whileLoading(undefined, () => tab.send('Page.navigate', { url: 'about:blank' }))
  await Promise.all([chromium.send('Storage.clearCookies', { browserContextId }), tab.send('Network.clearBrowserCache')])
}
