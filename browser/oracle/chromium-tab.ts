import type { BrowserContext, CDPSession, Page } from 'playwright'
import { browserOf } from './launch-chromium.ts'

type FrameTree = Awaited<ReturnType<typeof readFrameTree>>
type FrameEvent = { frameId: string }

/** One tab of a Chromium: its page, and the DevTools protocol for what Playwright does not say. */
export type Tab = {
  page: Page
  devtools: CDPSession
  /** The protocol of the whole browser, which alone tells all cookies of a context. */
  browserDevtools: CDPSession
  browserContextId: string | undefined
  /** The page's own frame, or the one of a name; null when there is none, or none that holds a page of a server. */
  findFrame: (name: string | undefined) => Promise<FrameHand | null>
  /** Does something that makes the page load, and waits until it has stopped; false when nothing began. */
  whileLoading: (act: () => Promise<unknown>) => Promise<boolean>
  /** Does something that adds a frame, and waits until that has stopped loading. */
  whileFrameAppears: (act: () => Promise<unknown>) => Promise<void>
}

/**
 * A frame in which a function that stands alone can be called. Playwright's `evaluate` always counts as an act of the user, and
 * for some seconds what a page does then goes with `Sec-Fetch-User`; here it does so only `asUser`.
 */
export type FrameHand = { call: <A, T>(program: (argument: A) => T, argument: A, as?: 'asScript' | 'asUser') => Promise<Awaited<T>> }

const LOAD_MS_MAX = 8000

export async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const contextByFrame = new Map<string, string>()
  devtools.on('Runtime.executionContextCreated', ({ context: { uniqueId, auxData } }) => {
    if (auxData?.isDefault && auxData.frameId) contextByFrame.set(auxData.frameId, uniqueId)
  })
  await Promise.all([devtools.send('Page.enable'), devtools.send('Runtime.enable')])
  const { frame: pageFrame } = await readFrameTree(devtools)
  const { targetInfo } = await devtools.send('Target.getTargetInfo')

  /** Calls `act` and resolves when a load that began meanwhile in a watched frame has stopped; with false when none has begun. */
  const untilStopped = async (isWatched: (frameId: string) => boolean, act: () => Promise<unknown>): Promise<boolean> => {
    let started = false
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const onStarted = ({ frameId }: FrameEvent) => {
      started ||= isWatched(frameId)
    }
    const onStopped = ({ frameId }: FrameEvent) => {
      if (started && isWatched(frameId)) resolve(true)
    }
    devtools.on('Page.frameStartedLoading', onStarted)
    devtools.on('Page.frameStoppedLoading', onStopped)
    const timer = setTimeout(() => resolve(false), LOAD_MS_MAX)
    try {
      await act()
      const stopped = await promise
      if (started && !stopped) throw new Error(`a load did not stop within ${LOAD_MS_MAX} ms`)
      return stopped
    } finally {
      clearTimeout(timer)
      devtools.off('Page.frameStartedLoading', onStarted)
      devtools.off('Page.frameStoppedLoading', onStopped)
    }
  }

  return {
    page,
    devtools,
    browserDevtools: await browserOf(context).newBrowserCDPSession(),
    browserContextId: targetInfo.browserContextId,
    findFrame: async (name) => {
      const frame = findInTree(await readFrameTree(devtools), name)
      if (!frame || frame.unreachableUrl !== undefined || !/^https?:/.test(frame.url)) return null
      const uniqueContextId = contextByFrame.get(frame.id)
      if (!uniqueContextId) throw new Error(`frame ${name ?? 'top'} (${frame.url}) has no script context`)
      return {
        call: async (program, argument, as = 'asScript') => {
          const expression = `(${program})(${JSON.stringify(argument)})`
          const how = { uniqueContextId, awaitPromise: true, returnByValue: true, userGesture: as === 'asUser' }
          const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', { expression, ...how })
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
          return result.value
        },
      }
    },
    whileLoading: (act) => untilStopped((frameId) => frameId === pageFrame.id, act),
    whileFrameAppears: async (act) => {
      let added: string | undefined
      const onAttached = ({ frameId }: FrameEvent) => {
        added = frameId
      }
      devtools.on('Page.frameAttached', onAttached)
      const stopped = await untilStopped((frameId) => frameId === added, act)
      devtools.off('Page.frameAttached', onAttached)
      if (!stopped) throw new Error('no frame began to load')
    },
  }
}

const readFrameTree = async (devtools: CDPSession) => (await devtools.send('Page.getFrameTree')).frameTree

function findInTree({ frame, childFrames = [] }: FrameTree, name: string | undefined): FrameTree['frame'] | undefined {
  if (name === undefined || frame.name === name) return frame
  for (const child of childFrames) {
    const found = findInTree(child, name)
    if (found) return found
  }
  return undefined
}
