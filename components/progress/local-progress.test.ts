import { beforeEach, describe, expect, it, vi } from 'vitest'
import { recordMark } from '#lib/progress/progress-rules.ts'
import { type Progress, readProgress, writeProgress } from '#lib/progress/progress-schema.ts'

const KEY = 'crumbtrail:progress'
const write = { id: '4b1f2c34-8d21-4e0b-9a52-0c8a3f1b2c3d', at: '2026-11-21T10:00:00.000Z' }
const mark = (lessonId: string) => (progress: Progress) => recordMark(progress, lessonId, true, write)

/** A browser's storage: another tab's writes are plain writes to `stored`. */
let stored: Map<string, string>
let onSet: (key: string) => void
/** A page that has just been opened. */
const openPage = () => import('./local-progress.ts')

beforeEach(() => {
  vi.resetModules()
  stored = new Map()
  onSet = () => undefined
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => {
      onSet(key)
      stored.set(key, value)
    },
  })
})

describe('local progress', () => {
  it('is stored with every change and found by the next page', async () => {
    const first = await openPage()
    expect(first.readLocalProgress()).toMatchObject({ isKnown: true, keeping: 'kept', progress: { lessons: {}, questions: {} } })
    expect(first.changeLocalProgress(mark('les-a'))).toBe('kept')
    vi.resetModules()
    const second = await openPage()
    expect(Object.keys(second.readLocalProgress().progress.lessons)).toEqual(['les-a'])
  })

  it('is the same object as long as nothing changed', async () => {
    const page = await openPage()
    expect(page.readLocalProgress()).toBe(page.readLocalProgress())
    page.changeLocalProgress(mark('les-a'))
    expect(page.readLocalProgress()).toBe(page.readLocalProgress())
  })

  it('keeps what another tab wrote in the meantime', async () => {
    const page = await openPage()
    page.changeLocalProgress(mark('les-a'))
    const seen = readProgress(stored.get(KEY) ?? null)
    if (seen.state !== 'read') throw new Error('expected a document')
    stored.set(KEY, writeProgress(mark('les-b')(seen.progress)))
    page.changeLocalProgress(mark('les-c'))
    expect(Object.keys(page.readLocalProgress().progress.lessons)).toEqual(['les-a', 'les-b', 'les-c'])
  })

  it('lasts as long as the page when there is no room, and says so', async () => {
    const page = await openPage()
    onSet = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    expect(page.changeLocalProgress(mark('les-a'))).toBe('full')
    expect(page.changeLocalProgress(mark('les-b'))).toBe('full')
    expect(Object.keys(page.readLocalProgress().progress.lessons)).toEqual(['les-a', 'les-b'])
    onSet = () => undefined
    expect(page.changeLocalProgress(mark('les-c'))).toBe('kept')
    expect(stored.get(KEY)).toContain('les-a')
  })

  it('lasts as long as the page when storage is closed, and says so', async () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('closed', 'SecurityError')
      },
      setItem: () => {
        throw new DOMException('closed', 'SecurityError')
      },
    })
    const page = await openPage()
    expect(page.readLocalProgress()).toBe(page.readLocalProgress())
    expect(page.changeLocalProgress(mark('les-a'))).toBe('closed')
    expect(page.readLocalProgress()).toMatchObject({
      isKnown: true,
      keeping: 'closed',
      progress: { lessons: { 'les-a': { marked: { done: true } } } },
    })
    expect(page.readLocalProgress()).toBe(page.readLocalProgress())
  })

  it('puts a damaged document aside before it writes over it', async () => {
    stored.set(KEY, '{"version":1,"lessons":{"les-a":7}}')
    const page = await openPage()
    page.changeLocalProgress(mark('les-b'))
    expect(stored.get('crumbtrail:progress-damaged')).toBe('{"version":1,"lessons":{"les-a":7}}')
    page.changeLocalProgress(mark('les-c'))
    expect(stored.get('crumbtrail:progress-damaged')).toBe('{"version":1,"lessons":{"les-a":7}}')
    expect(Object.keys(page.readLocalProgress().progress.lessons)).toEqual(['les-b', 'les-c'])
  })

  it('never writes over the document of a newer version', async () => {
    stored.set(KEY, '{"version":3,"things":[]}')
    const page = await openPage()
    expect(page.changeLocalProgress(mark('les-a'))).toBe('newer')
    expect(page.readLocalProgress()).toMatchObject({ keeping: 'newer', progress: { lessons: { 'les-a': { marked: { done: true } } } } })
    expect(stored.get(KEY)).toBe('{"version":3,"things":[]}')
  })

  it('gives every write an id and a time of its own', async () => {
    const { newWrite } = await import('./new-write.ts')
    const writes = Array.from({ length: 50 }, newWrite)
    expect(new Set(writes.map((made) => made.id)).size).toBe(50)
    for (const made of writes)
      expect(readProgress(writeProgress(recordMark({ lessons: {}, questions: {} }, 'les-a', true, made)))).toMatchObject({ lost: false })
  })
})
