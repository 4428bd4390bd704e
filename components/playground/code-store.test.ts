import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CodeStore, codeStoreOf } from './code-store.ts'

const starter = { files: [{ path: 'server.js', content: 'start' }], contentVersion: 'v20261121' }
const KEY = 'crumbtrail:code:les-one'

/** One tab: a window with events, a document, and a storage that several tabs may share. */
function openTab(stored: Map<string, string>, fails: { write?: DOMException; read?: boolean } = {}) {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => {
      if (fails.read) throw new DOMException('closed', 'SecurityError')
      return stored.get(key) ?? null
    },
    setItem: (key: string, value: string) => {
      if (fails.write) throw fails.write
      stored.set(key, value)
    },
  })
  return { page, hear: (newValue: string | null, key = KEY) => page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue })) }
}

/** Stores are one a page: a fresh copy of the module is a fresh page. */
async function freshStore(id = 'les-one'): Promise<CodeStore> {
  vi.resetModules()
  const { codeStoreOf: fresh } = await import('./code-store.ts')
  const store = fresh(id, starter)
  store.subscribe(() => undefined)
  return store
}

const text = (store: CodeStore) => store.state().document.files['server.js']

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the code of a lab in the browser', () => {
  it('is there after a reload', async () => {
    const stored = new Map<string, string>()
    openTab(stored)
    const store = await freshStore()
    store.setText('server.js', 'mine')
    expect(stored.has(KEY)).toBe(false)
    vi.advanceTimersByTime(250)
    expect(text(await freshStore())).toBe('mine')
  })

  it('is kept at once when the page goes away in the middle of typing', async () => {
    const stored = new Map<string, string>()
    const { page } = openTab(stored)
    const store = await freshStore()
    store.setText('server.js', 'half a wor')
    page.dispatchEvent(new Event('pagehide'))
    expect(stored.get(KEY)).toContain('half a wor')
  })

  it('is the starter when what is stored is damaged', async () => {
    openTab(new Map([[KEY, '{"version":']]))
    expect((await freshStore()).state()).toMatchObject({ document: { files: {} }, keeping: 'kept' })
  })

  it.each([
    ['full', { write: new DOMException('no room', 'QuotaExceededError') }],
    ['closed', { write: new DOMException('no', 'SecurityError') }],
    ['closed', { read: true, write: new DOMException('no', 'SecurityError') }],
  ] as const)('lasts as long as the page when storage is %s, and says so', async (keeping, fails) => {
    openTab(new Map(), fails)
    const store = await freshStore()
    store.setText('server.js', 'mine')
    vi.advanceTimersByTime(250)
    expect(text(store)).toBe('mine')
    expect(store.state().keeping).toBe(keeping)
  })

  it('is the same for two playgrounds of one lesson on a page', () => {
    openTab(new Map())
    expect(codeStoreOf('les-two', starter)).toBe(codeStoreOf('les-two', starter))
    expect(codeStoreOf('les-two', starter)).not.toBe(codeStoreOf('les-three', starter))
  })
})

describe('the code of a lab in two tabs', () => {
  const other = (content: string, changedAt: number) =>
    JSON.stringify({ version: 1, contentVersion: 'v20261121', starter: 'x', files: { 'server.js': content }, requests: [], undo: null, changedAt })

  it('follows the other tab', async () => {
    const { hear } = openTab(new Map())
    const store = await freshStore()
    const changed = vi.fn()
    store.subscribe(changed)
    hear(other('theirs', 5))
    expect(text(store)).toBe('theirs')
    expect(store.state().document.undo).toBeNull()
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('loses nothing when both are typed in at the same moment', async () => {
    const { hear } = openTab(new Map())
    const store = await freshStore()
    store.setText('server.js', 'mine')
    hear(other('theirs', Date.now() + 1000))
    expect(text(store)).toBe('theirs')
    store.undo()
    expect(text(store)).toBe('mine')
  })

  it('hears nothing of other labs, of damaged text, or of a cleared storage', async () => {
    const { hear } = openTab(new Map())
    const store = await freshStore()
    store.setText('server.js', 'mine')
    vi.advanceTimersByTime(250)
    hear(other('theirs', Date.now() + 1000), 'crumbtrail:code:les-other')
    hear('{', KEY)
    hear(null)
    expect(text(store)).toBe('mine')
  })
})
