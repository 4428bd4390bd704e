import { describe, expect, it } from 'vitest'
import type { Exchanged } from '../agent/agent-protocol.ts'
import { createRunClock } from '../clock/run-clock.ts'
import { type BrowserStep, type Job, JobSchema, type RunEvent } from '../contract.ts'
import { BROWSER_LIMITS, EXCHANGE_LIMITS } from '../limits.ts'
import { createRunBrowsers } from './run-browsers.ts'

type Headers = [string, string][]
type Answer = { status?: number; headers?: Headers; body?: string; failure?: Exchanged['failure'] }

/** As much as the agent would ever pass on of a head. */
const HEAD_ROOM = EXCHANGE_LIMITS.headBytesMax - 500
/** The site refuses a line longer than this, and a run longer than that. */
const SITE = { lineLengthMax: 2 * 1024 * 1024, runLengthMax: 24 * 1024 * 1024 }

const SITES = ['a', 'b', 'c', 'd'].map((name, index) => ({ host: `${name}.test`, entry: 's.js', port: 3000 + index }))

/** Plays steps over answers that a hostile server could give, without a sandbox: the browsers do not know the difference. */
async function play(steps: Partial<BrowserStep>[], answer: (count: number) => Answer, browsers = ['alice']) {
  const job: Job = JobSchema.parse({
    version: 1,
    kind: 'lab',
    caller: 'test',
    files: [{ path: 's.js', content: '' }],
    sites: SITES,
    browsers: browsers.map((name) => ({ name })),
    steps: steps.map((step, index) => ({ id: `s${index}`, ...step })),
  })
  const events: RunEvent[] = []
  let asked = 0
  const run = createRunBrowsers({
    browsers: job.browsers,
    sites: job.sites,
    agent: {
      exchange: async () => {
        const { status = 200, headers = [], body = '', failure = null } = answer(asked)
        asked += 1
        await new Promise((resolve) => setImmediate(resolve))
        const head = `HTTP/1.1 ${status} OK\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
        const raw = Buffer.from(head + body, 'latin1')
        const response = {
          raw: raw.toString('base64'),
          bytes: raw.length,
          cut: false,
          status,
          reason: 'OK',
          headers,
          bodyOffset: head.length,
          body: Buffer.from(body, 'latin1').toString('base64'),
        }
        return { kind: 'exchanged', id: asked, durationMs: 1, failure, response: failure === null ? response : null, partial: null }
      },
      awaitListen: () => Promise.resolve(true),
      ask: () => Promise.reject(new Error('nothing is asked here')),
      ready: Promise.resolve(),
    },
    clock: createRunClock(Date.parse('2026-01-01T00:00:00Z')),
    now: () => 0,
    emit: (event) => events.push(event),
    goesOn: () => true,
  })
  for (const step of job.steps) await run.play(step as BrowserStep)
  const lines = events.map((event) => Buffer.byteLength(JSON.stringify(event)))
  return { asked, events, longest: Math.max(...lines), bytes: lines.reduce((sum, line) => sum + line, 0) }
}

const visits = (count: number, url = 'http://a.test/'): Partial<BrowserStep>[] => Array.from({ length: count }, () => ({ type: 'visit', url }))
const cutOf = (events: RunEvent[]) => events.filter((event) => event.type === 'exchange' && event.decisionsCut === 'decision-bytes').length

/** Set-Cookie lines that fill a head: few long ones, or as many as an agent passes on. */
const longCookies = (count: number): Headers =>
  Array.from({ length: 3 }, (_, index) => ['Set-Cookie', `c${count}-${index}=${'\xff'.repeat(4000)}; Max-Age=9999`])
const manyCookies = (count: number): Headers =>
  Array.from({ length: EXCHANGE_LIMITS.headersMax - 1 }, (_, index) => ['Set-Cookie', `c${count}-${index}=${'x'.repeat(40)};Max-Age=99`])

const KINDS: [string, number, (count: number) => Answer][] = [
  [
    'long cookies and redirects without end',
    40,
    (count) => ({ status: 302, headers: [...longCookies(count), ['Location', `http://${'abcd'[count % 4]}.test/${count}`]] }),
  ],
  [
    'many cookies and redirects without end',
    40,
    (count) => ({ status: 302, headers: [...manyCookies(count), ['Location', `http://${'abcd'[count % 4]}.test/${count}`]] }),
  ],
  ['long cookies', 40, (count) => ({ headers: longCookies(count), body: '\xff'.repeat(EXCHANGE_LIMITS.bodyBytesMax) })],
  [
    'cookies that go and come',
    40,
    (count) => ({
      status: 302,
      headers: [
        ...manyCookies(count % 2).map(([name, value]): [string, string] => [name, count % 4 < 2 ? value : `${value};Max-Age=0`]),
        ['Location', '/'],
      ],
    }),
  ],
  ['one line as long as the head', 40, () => ({ headers: [['Set-Cookie', `a=b;${'domain=;'.repeat(HEAD_ROOM / 8)}`]] })],
  ['an address as long as the head', 40, () => ({ status: 307, headers: [['Location', `/${'%ff'.repeat(HEAD_ROOM / 3)}`]] })],
  [
    'escapes in every field',
    40,
    (count) => ({
      status: 302,
      headers: [
        ['Set-Cookie', `"${count}=${'"'.repeat(4000)}`],
        ['Location', `/${'"'.repeat(10_000)}`],
      ],
    }),
  ],
]

describe('what hostile answers make browsers do and tell', { timeout: 120_000 }, () => {
  it.each(KINDS)('is bounded: %s', async (_what, steps, answer) => {
    const { asked, events, longest, bytes } = await play(visits(steps), answer)
    expect(asked).toBeLessThanOrEqual(BROWSER_LIMITS.exchangesMax)
    expect(longest).toBeLessThan(SITE.lineLengthMax)
    expect(bytes).toBeLessThan(SITE.runLengthMax)
    const told = events.flatMap((event) => (event.type === 'exchange' ? event.decisions : event.type === 'browser' ? event.events : []))
    expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThanOrEqual(BROWSER_LIMITS.decisionBytesMax + 2)
  })

  it('is marked where it was cut, and what the browser does stays right', async () => {
    const { events } = await play(visits(40), (count) => ({ headers: longCookies(count) }))
    expect(cutOf(events)).toBeGreaterThan(0)
    const last = events.findLast((event) => event.type === 'exchange')
    // Three cookies a visit, and each of them still goes.
    expect(last?.type === 'exchange' && last.request.bytes).toBeGreaterThan(39 * 3 * 4000)
    expect(last?.type === 'exchange' && last.request).toMatchObject({ cut: true })
  })

  it('is whole where a lab is a lab', async () => {
    const { events } = await play(visits(40), (count) => ({
      headers: Array.from({ length: 10 }, (_, index): [string, string] => ['Set-Cookie', `c${index}=${count}`]),
    }))
    expect(cutOf(events)).toBe(0)
    expect(events.every((event) => event.type !== 'exchange' || (!event.request.cut && !event.response?.cut))).toBe(true)
  })

  it('is told once the exchanges are used up, and then nothing is sent', async () => {
    const { asked, events } = await play(visits(40), (): Answer => ({ status: 302, headers: [['Location', '/']] }))
    expect(asked).toBe(BROWSER_LIMITS.exchangesMax)
    expect(events.findLast((event) => event.type === 'exchange')).toMatchObject({ failure: 'too-many-exchanges', response: null })
  })

  it('ends where as much was told as may be, without another limit', async () => {
    const answer = (): Answer => ({
      status: 302,
      headers: [['Location', `/${'"'.repeat(HEAD_ROOM)}`]],
      body: '\xff'.repeat(EXCHANGE_LIMITS.bodyBytesMax),
    })
    const { asked, events, bytes } = await play(visits(40), answer)
    expect(asked).toBeLessThan(BROWSER_LIMITS.exchangesMax)
    expect(events.findLast((event) => event.type === 'exchange')).toMatchObject({ failure: 'too-many-exchanges', response: null })
    expect(bytes).toBeLessThan(SITE.runLengthMax)
  })

  it('grows with the number of browsers no more than without', async () => {
    const names = ['alice', 'bob', 'carol', 'mallory']
    const steps = visits(40).map((step, index) => ({ ...step, browser: names[index % 4] }) as Partial<BrowserStep>)
    const { asked, bytes } = await play(steps, KINDS[0]?.[2] as (count: number) => Answer, names)
    expect(asked).toBeLessThanOrEqual(BROWSER_LIMITS.exchangesMax)
    expect(bytes).toBeLessThan(SITE.runLengthMax)
  })
})
