import { describe, expect, it } from 'vitest'
import { exampleExchange } from './example-events.ts'
import { EXAMPLE_LANES, exampleTimeline } from './example-lab.ts'
import type { LabStep } from './lab-step-rules.ts'
import { addressStyle, addressWords, lanesOf, wayOf } from './lane-rules.ts'
import { EMPTY_RUN, runViewOf } from './run-view-rules.ts'
import type { TimelineRow } from './timeline-row.ts'
import { timelineRows } from './timeline-rules.ts'

const LOGIN = { id: 'login', type: 'submit', method: 'POST', url: 'https://shop.test/login', browser: 'alice' } as const
const VISIT = { id: 'visit', type: 'visit', url: 'https://shop.test/', browser: 'alice' } as const

/** A row in a few words. */
function said(row: TimelineRow): string {
  switch (row.kind) {
    case 'exchange':
      return `${row.key}: ${row.way.from}→${row.way.to} ${row.method} ${row.url}${row.mark ? ` ${row.mark}` : ''}${row.exchange ? '' : ' (to come)'}`
    case 'band':
      return `${row.key}: = ${row.words}${row.tokens.map(({ name }) => ` ${name}`).join('')}${row.isDone ? '' : ' (to come)'}`
    case 'inside':
      return `${row.key}: at ${row.lane} ${row.words}${row.text === null ? '' : ` “${row.text}”`}${row.isDone ? '' : ' (to come)'}`
    case 'keys':
      return `${row.key}: ${row.keys.service}`
  }
}

describe('the rows of a timeline', () => {
  it('hold the hops of a redirect under their step', () => {
    expect(exampleTimeline([VISIT, LOGIN]).rows.map(said)).toEqual([
      'visit: 1→3 GET https://shop.test/',
      'login: 1→3 POST https://shop.test/login form',
      'login-2: 1→3 GET https://shop.test/account redirected',
    ])
  })

  it('hold a preflight, and with the request what was decided before it', () => {
    const fetch = { id: 'put', type: 'fetch', method: 'PUT', url: 'https://shop.test/api', credentials: 'include', browser: 'alice' } as const
    const { rows } = exampleTimeline([{ id: 'evil', type: 'visit', url: 'https://evil.test/', browser: 'alice' }, fetch])
    expect(rows.map(said)).toEqual(['evil: 1→4 GET https://evil.test/', 'put: 1→3 OPTIONS https://shop.test/api preflight'])
    const preflight = rows[1]
    expect(preflight?.kind === 'exchange' && preflight.before.map((event) => event.type === 'decision' && event.code)).toContain('preflight-method')
  })

  it('hold scripts at the lane of their browser, and what nobody could do with the reason', () => {
    const { rows } = exampleTimeline([
      { id: 'early', type: 'read-cookies', browser: 'alice' },
      VISIT,
      { id: 'read', type: 'read-cookies', browser: 'alice' },
      { id: 'write', type: 'write-cookie', cookie: 'a=1', browser: 'alice' },
    ])
    expect(rows.map(said)).toEqual([
      'early: at 1 A script on alice’s page reads document.cookie',
      'visit: 1→3 GET https://shop.test/',
      'read: at 1 A script on alice’s page reads document.cookie “theme=dark”',
      'write: at 1 A script on alice’s page writes document.cookie “a=1”',
    ])
    expect(rows[0]?.kind === 'inside' && rows[0].events).toMatchObject([{ type: 'refused', code: 'no-page' }])
  })

  it('hold time, sessions and thefts as bands, with the cookies that come and go', () => {
    const { rows } = exampleTimeline([
      VISIT,
      LOGIN,
      { id: 'steal', type: 'steal-cookie', browser: 'mallory', from: 'alice', name: 'sid' },
      { id: 'wait', type: 'wait', seconds: 1860 },
      { id: 'restart', type: 'restart-browser', browser: 'alice' },
    ])
    expect(rows.slice(3).map(said)).toEqual([
      'steal: = mallory copies a cookie out of alice’s browser: sid',
      'wait: = 31 minutes later',
      'wait-2: = Expired in alice’s browser: theme',
      'restart: = alice closes the browser and opens it again. Gone: sid',
    ])
    expect(rows[4]).toMatchObject({ clock: '10:31' })
  })

  it('leave out what came of a step that has been removed since', () => {
    const { steps, run } = exampleTimeline([VISIT, LOGIN])
    expect(timelineRows(steps.slice(0, 1), run, EXAMPLE_LANES).map(said)).toEqual(['visit: 1→3 GET https://shop.test/'])
  })

  it('end in the open where no site has the name', () => {
    expect(exampleTimeline([{ ...VISIT, url: 'https://nowhere.test/' }]).rows.map(said)).toEqual(['visit: 1→null GET https://nowhere.test/'])
  })

  const coming: LabStep[] = [
    { id: 'a', type: 'visit', browser: 'mallory', url: 'https://evil.test/x', note: 'First.' },
    { id: 'b', type: 'fetch', browser: 'mallory', method: 'POST', url: '/y', note: null },
    { id: 'c', type: 'restart-server', browser: null, note: null },
    { id: 'd', type: 'read-cookies', browser: 'mallory', note: null },
  ]
  it('are there before the run: a run fills places and moves none', () => {
    expect(timelineRows(coming, null, EXAMPLE_LANES).map(said)).toEqual([
      'a: 2→4 GET https://evil.test/x (to come)',
      'b: 2→4 POST /y fetch (to come)',
      'c: = The servers start again, with empty memory (to come)',
      'd: at 2 A script on mallory’s page reads document.cookie (to come)',
    ])
    const restarted = { ...EMPTY_RUN, played: ['c'] }
    expect(timelineRows(coming, restarted, EXAMPLE_LANES).map(said)[2]).toBe('c: = The servers start again, with empty memory')
  })

  it('tell a service that goes and comes, and its keys with those of the listing before', () => {
    const keys = (names: string[], stepId: string) =>
      ({
        type: 'service-keys',
        service: 'redis',
        stepId,
        at: 0,
        keys: names.map((key) => ({ database: 0, key, kind: 'string', remainingMs: null, value: '' })),
        total: names.length,
        failure: null,
      }) as const
    const run = runViewOf([
      { type: 'service', service: 'redis', phase: 'started', at: 0 },
      { type: 'step', stepId: 'a', phase: 'started', at: 0 },
      exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', null),
      keys(['one'], 'a'),
      { type: 'step', stepId: 'a', phase: 'done', at: 0 },
      { type: 'step', stepId: 'stop', phase: 'started', at: 0 },
      { type: 'service', service: 'redis', phase: 'stopped', at: 0 },
      keys(['one', 'two'], 'stop'),
    ])
    const steps: LabStep[] = [
      { id: 'a', type: 'request', browser: null, method: 'GET', url: 'http://shop.test/', note: null },
      { id: 'stop', type: 'stop-service', browser: null, service: 'redis', note: null },
    ]
    const rows = timelineRows(steps, run, lanesOf({ browsers: [], sites: [{ host: 'shop.test', entry: 'server.js' }], steps }))
    expect(rows.map(said)).toEqual(['a: 1→2 GET http://shop.test/', 'a-2: redis', 'stop: = redis has stopped', 'stop-2: redis'])
    expect(rows[3]?.kind === 'keys' && rows[3].before?.keys.map(({ key }) => key)).toEqual(['one'])
  })
})

describe('lanes', () => {
  const site = { host: 'shop.test', entry: 'server.js' }
  it.each([
    ['raw requests alone', { browsers: [], sites: [site], steps: [{ type: 'request' } as const] }, ['client', 'shop.test']],
    ['browsers', { browsers: [{ name: 'alice', profile: 'firefox' }], sites: [site], steps: [{ type: 'visit' } as const] }, ['alice', 'shop.test']],
    [
      'both',
      { browsers: [{ name: 'alice', profile: 'chromium' }], sites: [site], steps: [{ type: 'request' } as const] },
      ['alice', 'client', 'shop.test'],
    ],
  ])('of %s', (_, lab, names) => expect(lanesOf(lab).map(({ name }) => name)).toEqual(names))

  it('are found by browser and by host', () => {
    expect(wayOf(EXAMPLE_LANES, 'mallory', 'evil.test')).toEqual({ from: 2, to: 4 })
    expect(wayOf(EXAMPLE_LANES, 'alice', 'nowhere.test')).toEqual({ from: 1, to: null })
  })

  const visit = (url: string): LabStep => ({ id: url, type: 'visit', browser: 'alice', url, note: null })
  it.each([
    ['the path alone', [visit('https://shop.test/a')], { address: '/a', scheme: null }],
    ['the path and its scheme where both are in use', [visit('https://shop.test/a'), visit('http://shop.test/')], { address: '/a', scheme: 'https' }],
  ])('write addresses as %s', (_, steps, expected) => {
    expect(addressWords('https://shop.test/a', addressStyle(steps, [], EXAMPLE_LANES), true)).toEqual(expected)
  })
  it('write the address of a stranger whole', () => {
    expect(addressWords('https://nowhere.test/a', 'path', false)).toEqual({ address: 'https://nowhere.test/a', scheme: null })
  })
})
