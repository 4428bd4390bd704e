import type { CdpParams, Chromium } from './chromium-process.ts'

type Frame = { id: string; name?: string; url: string; unreachableUrl?: string }
type FrameTree = { frame: Frame; childFrames?: FrameTree[] }
type Evaluated<T> = { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } }

/** One tab of a Chromium, and the frames in it by name. */
export type Tab = {
  /** Runs an expression in the page or in a named frame; undefined when there is no such frame or no page that could run it. */
  evaluate: <T>(frameName: string | undefined, expression: string, options?: { userGesture?: boolean }) => Promise<T | undefined>
  /** Does something that makes a frame load, and waits until it has stopped. `started: false` when nothing began. */
  whileLoading: (frameName: string | undefined, act: () => Promise<unknown>, limits?: { startMs?: number }) => Promise<{ started: boolean }>
  /** The same for the frame that `act` adds. */
  whileFrameAppears: (act: () => Promise<unknown>) => Promise<void>
  send: <T>(method: string, params?: CdpParams) => Promise<T>
  hasPage: () => Promise<boolean>
  /** The browser's own error page can be loaded again too. */
  canReload: () => Promise<boolean>
}

const LOAD_MS_MAX = 8000

export async function openTab(chromium: Chromium, browserContextId: string | undefined): Promise<Tab & { close: () => Promise<void> }> {
  const { targetId } = await chromium.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', browserContextId })
  const { sessionId } = await chromium.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  const send = <T>(method: string, params: CdpParams = {}) => chromium.send<T>(method, params, sessionId)
  const contextByFrame = new Map<string, { id: number; uniqueId: string }>()
  const listeners = new Set<(method: string, params: { frameId?: string }) => void>()
  const stopListening = chromium.on((method, params, from) => {
    if (from !== sessionId) return
    if (method === 'Runtime.executionContextCreated') {
      const { id, uniqueId, auxData } = params.context as { id: number; uniqueId: string; auxData: { frameId: string; isDefault: boolean } }
      if (auxData.isDefault) contextByFrame.set(auxData.frameId, { id, uniqueId })
    }
    if (method === 'Runtime.executionContextsCleared') contextByFrame.clear()
    if (method === 'Runtime.executionContextDestroyed') {
      for (const [frame, { id }] of contextByFrame) if (id === params.executionContextId) contextByFrame.delete(frame)
    }
    for (const listener of listeners) listener(method, params)
  })
  await Promise.all([send('Page.enable'), send('Runtime.enable')])

  const findFrame = async (name: string | undefined): Promise<Frame | null> => {
    const { frameTree } = await send<{ frameTree: FrameTree }>('Page.getFrameTree')
    const search = (tree: FrameTree): Frame | null => {
      if (name === undefined || tree.frame.name === name) return tree.frame
      for (const child of tree.childFrames ?? []) {
        const found = search(child)
        if (found) return found
      }
      return null
    }
    return search(frameTree)
  }
  /** The browser's own error page is none, nor is the empty document that a frame shows when nothing has come. */
  const isPage = ({ url, unreachableUrl }: Frame) => unreachableUrl === undefined && /^https?:/.test(url)

  /** Resolves when `isDone` has said so of an event; with false when it has not within the time. */
  const until = (isDone: (method: string, params: { frameId?: string }) => boolean, ms: number) =>
    new Promise<boolean>((resolve) => {
      const finish = (value: boolean) => {
        clearTimeout(timer)
        listeners.delete(listener)
        resolve(value)
      }
      const timer = setTimeout(() => finish(false), ms)
      const listener = (method: string, params: { frameId?: string }) => isDone(method, params) && finish(true)
      listeners.add(listener)
    })

  return {
    send,
    hasPage: async () => {
      const frame = await findFrame(undefined)
      return frame !== null && isPage(frame)
    },
    canReload: async () => (await findFrame(undefined))?.url !== 'about:blank',
    evaluate: async (frameName, expression, options = {}) => {
      const frame = await findFrame(frameName)
      if (!frame || !isPage(frame)) return undefined
      const context = contextByFrame.get(frame.id)
      if (!context) throw new Error(`frame ${frameName ?? 'top'} (${frame.url}) has no script context`)
      const { result, exceptionDetails } = await send<Evaluated<never>>('Runtime.evaluate', {
        expression,
        uniqueContextId: context.uniqueId,
        awaitPromise: true,
        returnByValue: true,
        userGesture: options.userGesture === true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
    whileLoading: async (frameName, act, limits = {}) => {
      const frame = await findFrame(frameName)
      if (!frame) return { started: false }
      let started = false
      const begun = until((method, { frameId }) => {
        if (method === 'Page.frameStartedLoading' && frameId === frame.id) started = true
        return started
      }, limits.startMs ?? LOAD_MS_MAX)
      const stopped = until((method, { frameId }) => started && method === 'Page.frameStoppedLoading' && frameId === frame.id, LOAD_MS_MAX)
      await act()
      if (!(await begun)) return { started: false }
      if (!(await stopped)) throw new Error(`a load in ${frameName ?? 'the page'} did not stop within ${LOAD_MS_MAX} ms`)
      return { started: true }
    },
    whileFrameAppears: async (act) => {
      let added: string | undefined
      const stopped = until((method, { frameId }) => {
        if (method === 'Page.frameAttached') added = frameId
        return method === 'Page.frameStoppedLoading' && frameId === added
      }, LOAD_MS_MAX)
      await act()
      if (!(await stopped)) throw new Error(`a frame did not stop loading within ${LOAD_MS_MAX} ms`)
    },
    close: async () => {
      stopListening()
      await chromium.send('Target.closeTarget', { targetId })
    },
  }
}
