import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mergeProgress } from '#lib/progress/merge-rules.ts'
import { recordConfidence, recordDraft, recordMark } from '#lib/progress/progress-rules.ts'
import { EMPTY_PROGRESS, type Progress } from '#lib/progress/progress-schema.ts'
import { lessonOf } from '#lib/progress/write-rules.ts'
import type { ProgressWrite } from '#lib/progress/write-schema.ts'

const ACCOUNT = '01990000-0000-7000-8000-000000000001'
const HINT = JSON.stringify({ id: ACCOUNT, displayName: 'Ada' })
const LESSON = 'les-jar'

type Mode = 'up' | 'offline' | 'away' | 'silent' | 'signed-out'

/** An account that takes each write once; what it is asked and how it answers is the test's. */
function openSite() {
  const applied = new Map<string, ProgressWrite>()
  let times = 0
  let revision = 0
  let progress: Progress = EMPTY_PROGRESS
  const site = {
    mode: 'up' as Mode,
    requests: [] as { method: string; ids: string[] }[],
    applied,
    appliedTimes: () => times,
    progress: () => progress,
    async fetch(input: string, init: RequestInit = {}): Promise<Response> {
      const body = init.body ? JSON.parse(String(init.body)) : { writes: [] }
      const writes: ProgressWrite[] = body.writes
      site.requests.push({ method: init.method ?? 'GET', ids: writes.map(({ id }) => id) })
      if (site.mode === 'offline') throw new TypeError('Failed to fetch')
      if (site.mode === 'signed-out') return Response.json({ error: { code: 'signed-out', message: '' } }, { status: 401 })
      if (site.mode === 'away') return Response.json({}, { status: 503, headers: { 'retry-after': '5' } })
      const since = init.body ? body.since : Number(new URL(input, 'http://site').searchParams.get('since'))
      for (const write of writes) {
        if (applied.has(write.id)) continue
        applied.set(write.id, write)
        times += 1
        revision += 1
        const said = lessonOf(write)
        if (said) progress = mergeProgress(progress, { lessons: { [LESSON]: said }, questions: {} })
      }
      // The answer is lost on its way: the account has the writes, and the browser does not know.
      if (site.mode === 'silent') throw new TypeError('Failed to fetch')
      const isNews = since === 0 || since < revision
      return Response.json({
        applied: writes.map(({ id }) => id),
        refused: [],
        revision,
        isWhole: since === 0,
        lessons: isNews ? progress.lessons : {},
        questions: {},
        hints: {},
        codeChanged: [],
      })
    },
  }
  return site
}

let stored: Map<string, string>
let events: EventTarget
let site: ReturnType<typeof openSite>

beforeEach(() => {
  vi.useFakeTimers()
  stored = new Map([['crumbtrail:account', HINT]])
  site = openSite()
  openTab()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page of this browser, freshly opened. */
function openTab(): void {
  vi.resetModules()
  events = new EventTarget()
  vi.stubGlobal('window', events)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events))
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => site.fetch(input, init))
  vi.stubGlobal('localStorage', {
    get length() {
      return stored.size
    },
    key: (index: number) => [...stored.keys()][index] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  })
}

async function page() {
  const [local, { newWrite }, unsent] = await Promise.all([import('./local-progress.ts'), import('./new-write.ts'), import('./unsent-work.ts')])
  // Where modules come over a network the first work waits for the engine; here it must not wait for the disk.
  await (await import('./sync-engine.ts')).loadEngine()
  return { ...local, ...unsent, newWrite, mark: () => local.changeLocalProgress((before) => recordMark(before, LESSON, true, newWrite())) }
}

/** Everything that was going to happen within this time. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const outbox = () => [...stored.keys()].filter((key) => key.includes(':outbox:'))

describe('work with an account', () => {
  it('is in this browser before anything is sent, and in the account soon after', async () => {
    const { mark, readLocalProgress } = await page()
    expect(mark()).toBe('sending')
    expect(outbox()).toHaveLength(1)
    expect(site.requests).toEqual([])
    await pass(1000)
    expect(site.progress().lessons[LESSON]?.marked?.done).toBe(true)
    expect(outbox()).toEqual([])
    expect(readLocalProgress().keeping).toBe('saved')
    expect(stored.has('crumbtrail:progress')).toBe(false)
  })

  it.each([
    ['offline', 'offline'],
    ['away', 'away'],
    ['silent', 'offline'],
  ] as const)('while the site is %s waits here, says so, and is applied once when it is back', async (mode, keeping) => {
    const { mark, readLocalProgress } = await page()
    site.mode = mode
    mark()
    await pass(1000)
    expect(readLocalProgress().keeping).toBe(keeping)
    expect(outbox()).toHaveLength(1)
    await pass(30_000)
    site.mode = 'up'
    events.dispatchEvent(new Event('online'))
    await pass(1000)
    expect(readLocalProgress().keeping).toBe('saved')
    expect(outbox()).toEqual([])
    expect(site.appliedTimes()).toBe(1)
  })

  it('that is a pass of a lab is kept with its receipt until the account has it, and once', async () => {
    const { readLocalProgress } = await page()
    const { recordPass } = await import('./record-pass.ts')
    const passed = { lessonId: LESSON, contentVersion: 'v20261121', at: '2026-11-22T10:00:00.000Z', receipt: 'signed' }
    site.mode = 'offline'
    expect(recordPass(passed)).toBe('sending')
    expect(recordPass({ ...passed, at: '2026-11-22T11:00:00.000Z' })).toBe('sending')
    expect(outbox()).toHaveLength(1)
    await pass(1000)
    expect(readLocalProgress().keeping).toBe('offline')
    openTab()
    const second = await page()
    site.mode = 'up'
    expect(second.readLocalProgress().progress.lessons[LESSON]?.passed).toMatchObject({ at: passed.at, receipt: 'signed' })
    await second.sendUnsentWork()
    expect([...site.applied.values()]).toEqual([{ kind: 'passed', id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...passed }])
    expect(outbox()).toEqual([])
  })

  it('is asked for less and less often while the site is away, and not before it said', async () => {
    const { mark } = await page()
    site.mode = 'away'
    mark()
    await pass(500)
    const first = site.requests.length
    await pass(4000)
    expect(site.requests).toHaveLength(first)
    await pass(2000)
    expect(site.requests.length).toBe(first + 1)
  })

  it('outlives the page, and is sent by the next one', async () => {
    const first = await page()
    site.mode = 'offline'
    first.mark()
    await pass(1000)
    openTab()
    site.mode = 'up'
    const second = await page()
    second.changeLocalProgress((before) => recordConfidence(before, LESSON, 'yes', second.newWrite()))
    await pass(1000)
    expect(site.progress().lessons[LESSON]).toMatchObject({ marked: { done: true }, confidence: { level: 'yes' } })
    expect(site.appliedTimes()).toBe(2)
  })

  it('is sent as the page is left', async () => {
    const { mark } = await page()
    mark()
    await pass(1000)
    mark()
    events.dispatchEvent(new Event('pagehide'))
    await pass(0)
    expect(site.appliedTimes()).toBe(2)
  })

  it('of a session that is over is kept and not asked for again, until the page is looked at anew', async () => {
    const { mark, readLocalProgress, countUnsentWork } = await page()
    site.mode = 'signed-out'
    mark()
    await pass(1000)
    expect(readLocalProgress()).toMatchObject({ keeping: 'signed-out', progress: { lessons: { [LESSON]: { marked: { done: true } } } } })
    const asked = site.requests.length
    await pass(600_000)
    expect(site.requests).toHaveLength(asked)
    expect(countUnsentWork()).toBe(1)
    site.mode = 'up'
    events.dispatchEvent(new Event('focus'))
    await pass(1000)
    expect(readLocalProgress().keeping).toBe('saved')
  })

  it('that was answered and never received is sent as an answer for the account to grade', async () => {
    const { changeLocalProgress, newWrite } = await page()
    const draft = { ...newWrite(), contentVersion: 'v20261121', answer: { type: 'fill-in' as const, text: 'x' }, unsent: true }
    changeLocalProgress((before) => recordDraft(before, LESSON, 'q-jar', draft))
    await pass(1000)
    expect(site.applied.get(draft.id)).toMatchObject({ kind: 'answer', questionId: 'q-jar', receipt: '' })
  })

  it('done in another browser comes with the next look, and never replaces what is not sent yet', async () => {
    const { changeLocalProgress, newWrite, readLocalProgress, mark } = await page()
    mark()
    await pass(1000)
    const elsewhere = new Date(Date.now() + 1000).toISOString()
    await site.fetch('/api/progress', {
      method: 'POST',
      body: JSON.stringify({
        since: 0,
        writes: [{ kind: 'confidence', id: '00000000-0000-4000-8000-00000000000a', at: elsewhere, lessonId: LESSON, level: 'could-teach' }],
      }),
    })
    site.mode = 'offline'
    changeLocalProgress((before) => recordMark(before, LESSON, false, newWrite()))
    await pass(1000)
    site.mode = 'up'
    await pass(20_000)
    events.dispatchEvent(new Event('focus'))
    await pass(1000)
    expect(readLocalProgress().progress.lessons[LESSON]).toMatchObject({ confidence: { level: 'could-teach' }, marked: { done: false } })
    expect(site.progress().lessons[LESSON]?.marked?.done).toBe(false)
  })

  it('is counted before a sign-out, and sent on request', async () => {
    const { mark, countUnsentWork, sendUnsentWork } = await page()
    site.mode = 'offline'
    mark()
    await pass(1000)
    expect(await sendUnsentWork()).toBe(1)
    site.mode = 'up'
    expect(await sendUnsentWork()).toBe(0)
    expect(countUnsentWork()).toBe(0)
  })
})

describe('work without an account', () => {
  it('asks the site for nothing', async () => {
    stored.delete('crumbtrail:account')
    const { mark, readLocalProgress } = await page()
    expect(mark()).toBe('kept')
    await pass(10_000)
    expect(site.requests).toEqual([])
    expect(readLocalProgress().keeping).toBe('kept')
  })

  it('becomes the account’s when its learner says so, all of it, and leaves its own place', async () => {
    stored.delete('crumbtrail:account')
    const before = await page()
    before.mark()
    stored.set(
      'crumbtrail:code:les-jar',
      JSON.stringify({
        version: 1,
        contentVersion: 'v20261121',
        starter: 'abc',
        files: { 'server.js': 'mine' },
        requests: [],
        undo: null,
        changedAt: 5,
      }),
    )
    stored.set('crumbtrail:account', HINT)
    openTab()
    await page()
    const { keepAnonymousWork, readAnonymousWork, declineAnonymousWork, isDeclined } = await import('./anonymous-work.ts')
    const work = readAnonymousWork()
    if (!work) throw new Error('expected work')
    expect(work.counts).toEqual({ steps: 1, answers: 0, labs: 1 })
    declineAnonymousWork(ACCOUNT, work)
    expect(isDeclined(ACCOUNT, work)).toBe(true)
    expect(keepAnonymousWork(ACCOUNT, work)).toBe(true)
    await pass(1000)
    expect([...site.applied.values()].map(({ kind }) => kind).toSorted()).toEqual(['code', 'marked'])
    expect([...stored.keys()].filter((key) => key === 'crumbtrail:progress' || key.startsWith('crumbtrail:code:'))).toEqual([])
    expect(readAnonymousWork()).toBeNull()
  })
})
