import { playStep } from '@crumbtrail/browser/engine/play-step'
import { createBrowser } from '@crumbtrail/browser/engine/state'
import type { RunEvent } from '@crumbtrail/runner/contract'
import { EventSchema } from '@crumbtrail/runner/contract'
import { describe, expect, it } from 'vitest'
import { createRenamer } from './recording-names.ts'
import { findDifference, normaliseEvents } from './recording-rules.ts'

const jwt = (claims: object, signature = 'c2lnbmF0dXJl') =>
  [{ alg: 'HS256' }, claims]
    .map((part) => btoa(JSON.stringify(part)).replace(/=+$/, ''))
    .concat(signature)
    .join('.')

describe('a value that differs from run to run', () => {
  const session = 's%3AaG9sZC1vbi10by15b3Vy_Zx81kQ.4kC0pFvDkqXqgcK2L9sJ7Yb%2B0mUeWn1oRtZ5xHa6PQI'
  it.each([
    ['a session cookie', session, 'connect.sid', 's%3Asession#1.signature#1'],
    ['a random value in another cookie', '9f86d081884c7d659a2feaa0c55ad015', 'visitor', 'token#1'],
    [
      'a session that happens to have no digit',
      's%3AidrqBFkBUiqeldUdhaThtJpqqIdzyt_Y.4kC0pFvDkqXqgcK2L9sJ7Yb%2B0mUeWn1oRtZ5xHa6PQI',
      'sid',
      's%3Asession#1.signature#1',
    ],
    ['a value in a body that happens to have no digit', '{"id":"qBFkBUiqeldUdhaThtJpqq"}', null, '{"id":"token#1"}'],
    ['a cookie of sixteen digits', '4111222233334444', 'visitor', 'token#1'],
    ['a UUID', 'id 3e9bfa12-8ad1-4ed2-9f4a-2b6f2a6f9f10', null, 'id token#1'],
    ['base64url of 128 bits', 'Zk3lXv9Q_1rT7-uB2nM0wA', null, 'token#1'],
    ['a token', `Bearer ${jwt({ sub: 'alice' })}`, null, 'Bearer jwt#1'],
    ['an HTTP date', 'Sat, 21 Nov 2026 10:00:00 GMT', null, 'date#1'],
    ['an ISO date', '"at":"2026-11-21T10:00:00.123Z"', null, '"at":"date#1"'],
    ['seconds and milliseconds since 1970', '{"exp":1795255200,"ms":1795255200123}', null, '{"exp":date#1,"ms":date#1}'],
    [
      'a time inside a percent-encoded cookie',
      's%3Aj%3A%7B%22until%22%3A1797893220611%2C%22at%22%3A%222026-11-21T10%3A00%3A00Z%22%7D',
      'card',
      's%3Aj%3A%7B%22until%22%3Adate#1%2C%22at%22%3A%22date#2%22%7D',
    ],
    ['a duration', 'took 3.25 ms', null, 'took duration#1'],
    ['an ETag', 'W/"1a-2jmj7l5rSw0yVb/vlWAYkK/YBwk"', null, 'etag#1'],
  ])('%s is named', (_, text, cookie, expected) => expect(createRenamer().rename(text, cookie)).toBe(expected))

  it.each([
    ['a signed value that is the same each time keeps it', 's:dark.4kC0pFvDkqXqgcK2L9sJ7YbA0mUeWn1oRtZ5xHa6PQI', 's:dark.signature#1'],
    ['the date that deletes a cookie stays', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['words and numbers stay', 'Content-Security-Policy: visits=42, 31536000, HttpOnly', 'Content-Security-Policy: visits=42, 31536000, HttpOnly'],
    [
      'names stay',
      'Access-Control-Allow-Credentials X-Permitted-Cross-Domain-Policies rememberVisitorByCookie',
      'Access-Control-Allow-Credentials X-Permitted-Cross-Domain-Policies rememberVisitorByCookie',
    ],
    ['paths stay', 'GET /learn/cookies-sessions-jwt/http-forgets-you HTTP/1.1', 'GET /learn/cookies-sessions-jwt/http-forgets-you HTTP/1.1'],
  ])('%s', (_, text, expected) => expect(createRenamer().rename(text)).toBe(expected))

  it('has one name wherever it is met', () => {
    const { rename } = createRenamer()
    expect([rename('9f86d081884c7d659a2feaa0c55ad015'), rename('0a1b2c3d4e5f60718293'), rename('x=9f86d081884c7d659a2feaa0c55ad015')]).toEqual([
      'token#1',
      'token#2',
      'x=token#1',
    ])
  })

  it('is one moment within seconds, and another after an hour', () => {
    expect(createRenamer().rename('1795255200 1795255203 1795258800 1795258801')).toBe('date#1 date#1 date#2 date#2')
  })

  it('is one token while only its times of issue differ by seconds', () => {
    const { rename } = createRenamer()
    expect(
      [
        { sub: 'a', iat: 1795255200 },
        { sub: 'a', iat: 1795255202 },
        { sub: 'b', iat: 1795255200 },
      ].map((claims) => rename(jwt(claims, btoa(JSON.stringify(claims)).replace(/=+$/, '')))),
    ).toEqual(['jwt#1', 'jwt#1', 'jwt#2'])
    expect(rename(jwt({ sub: 'a', iat: 1795255200 }, ''))).toBe('jwt#3')
  })
})

/** A run as a server with sessions might give it; `seed` stands for chance, `second` for the time of day. */
const run = (seed: string, second: number, { body = 'hello', logFirst = false, pieces = false, durationMs = 3 } = {}): RunEvent[] => {
  const id = `${seed.repeat(32).slice(0, 30)}0a`
  const date = `Sat, 21 Nov 2026 10:00:${String(second).padStart(2, '0')} GMT`
  const head = `HTTP/1.1 200 OK\r\nDate: ${date}\r\nSet-Cookie: sid=${id}; Path=/; HttpOnly\r\n\r\n`
  const text = `${body} ${id}`
  const request = btoa(`GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n`)
  const exchange: RunEvent = {
    type: 'exchange',
    stepId: 'first',
    browser: null,
    site: 'shop.test',
    at: second,
    durationMs,
    request: { method: 'GET', url: 'http://shop.test/', raw: request, bytes: 40, cut: false },
    response: {
      status: 200,
      reason: 'OK',
      headers: [
        ['Date', date],
        ['Set-Cookie', `sid=${id}; Path=/; HttpOnly`],
      ],
      bodyOffset: head.length,
      body: btoa(text),
      raw: btoa(head + text),
      bytes: head.length + text.length,
      cut: false,
    },
    failure: null,
    partial: null,
    decisions: [],
  }
  const log = (part: string, seq: number): RunEvent => ({ type: 'log', stream: 'stdout', site: 'shop.test', seq, at: second, text: part })
  const line = `new visitor ${id} in ${durationMs} ms\n`
  const logs = pieces ? [log(line.slice(0, 9), 0), log(line.slice(9), 1)] : [log(line, 0)]
  const end: RunEvent = {
    type: 'end',
    outcome: 'finished',
    exitCode: null,
    signal: null,
    site: null,
    limit: null,
    used: { wallMs: second, queueMs: 1, cpuMs: 5, memoryPeakBytes: 1e7, outputBytes: line.length },
    portsFound: [3000],
    degraded: pieces ? ['cgroup'] : [],
  }
  return [...(logFirst ? logs : []), exchange, ...(logFirst ? [] : logs), end]
}

describe('a recording', () => {
  const recorded = normaliseEvents(run('a1', 1))

  it('is valid by the contract and holds nothing that varies', () => {
    for (const event of recorded) EventSchema.parse(event)
    const exchange = recorded.find((event) => event.type === 'exchange')
    const raw = exchange?.type === 'exchange' && exchange.response ? atob(exchange.response.raw) : ''
    expect(raw).toBe('HTTP/1.1 200 OK\r\nDate: date#1\r\nSet-Cookie: sid=session#1; Path=/; HttpOnly\r\n\r\nhello session#1')
    expect(exchange).toMatchObject({
      at: 0,
      durationMs: 0,
      response: { bodyOffset: raw.indexOf('hello'), bytes: raw.length, body: btoa('hello session#1') },
    })
    expect(recorded.find((event) => event.type === 'log')).toMatchObject({ text: 'new visitor session#1 in duration#1\n' })
    expect(recorded.at(-1)).toMatchObject({
      type: 'end',
      degraded: [],
      used: { wallMs: 0, queueMs: 0, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
    })
  })

  it.each([
    ['chance and time', run('7c', 9)],
    ['how long things took', run('a1', 1, { durationMs: 120 })],
    ['log lines that overtake the exchange', run('7c', 1, { logFirst: true })],
    ['log lines in pieces, and a machine that lacks a layer', run('7c', 1, { pieces: true })],
  ])('is not stale because of %s', (_, events) => expect(findDifference(recorded, normaliseEvents(events))).toBeNull())

  it('is stale when the program answers something else, and says where', () => {
    expect(findDifference(recorded, normaliseEvents(run('a1', 1, { body: 'hullo' })))).toBe(
      '"first response: hello session#1" is now "first response: hullo session#1"',
    )
  })

  it('is stale when something is missing or added', () => {
    expect(findDifference(recorded, recorded.slice(0, -1))).toMatch(/"type":"end"/)
    expect(findDifference(recorded.slice(0, -1), recorded)).toMatch(/"type":"end"/)
    expect(
      findDifference(
        recorded,
        recorded.filter((event) => event.type !== 'log'),
      ),
    ).toBe('"shop.test stdout: new visitor session#1 in duration#1" is now nothing')
  })
})

/** Two visits of a browser a quarter of an hour apart, as its engine tells them; `late` is how long the machine took for them. */
const WAITS = { steps: [{ id: 'later', type: 'wait', seconds: 900 }] }
const browserRun = (seed: string, startsAt: number, late: number): RunEvent[] => {
  const token = seed.repeat(32).slice(0, 32)
  const registrableDomain = (host: string) => host.split('.').slice(-2).join('.')
  const headers = [['Set-Cookie', `sid=${token}; Path=/; HttpOnly; Max-Age=900`] as const, ['Content-Type', 'text/html'] as const]
  const login = playStep(
    createBrowser({ name: 'alice' }),
    { id: 'login', type: 'visit', url: 'https://shop.test/login' },
    { now: startsAt + late, registrableDomain },
    () => ({ status: 200, headers, body: '' }),
  )
  const now = startsAt + 900_000 + 2 * late
  const later = playStep(login.state, { id: 'later', type: 'wait' }, { now, registrableDomain }, () => ({ failure: 'none' }))
  const read = playStep(later.state, { id: 'read', type: 'read-cookies' }, { now, registrableDomain }, () => ({ failure: 'none' }))
  const exchange: RunEvent = {
    type: 'exchange',
    stepId: 'login',
    browser: 'alice',
    purpose: 'navigation',
    site: 'shop.test',
    at: late,
    durationMs: late,
    request: { method: 'GET', url: 'https://shop.test/login', raw: btoa('GET /login HTTP/1.1\r\n\r\n'), bytes: 23, cut: false },
    response: null,
    failure: null,
    partial: null,
    decisions: login.events.filter((event) => 'requestId' in event && event.requestId !== null),
  }
  return [
    exchange,
    { type: 'clock', stepId: 'later', at: late, now: new Date(now).toISOString() },
    { type: 'browser', stepId: 'later', browser: 'alice', at: late, events: later.events },
    { type: 'browser', stepId: 'read', browser: 'alice', at: late, events: read.events },
  ]
}

describe('a recording of browsers', () => {
  const START = '2026-11-02T09:00:00.000Z'
  const recorded = normaliseEvents(browserRun('a1', Date.parse(START), 400), { clockStart: START, ...WAITS })
  const stored = recorded.flatMap((event) => (event.type === 'exchange' ? event.decisions : [])).find((event) => event.type === 'cookie-store')

  it('is valid by the contract, names values inside decisions, and tells times as its clock has them', () => {
    for (const event of recorded) EventSchema.parse(event)
    expect(stored).toMatchObject({
      line: 'sid=session#1; Path=/; HttpOnly; Max-Age=900',
      decision: { cookie: { name: 'sid', value: 'session#1', createdAt: Date.parse(START), expiresAt: Date.parse(START) + 900_000 }, trace: [] },
    })
    expect(recorded).toContainEqual({ type: 'clock', stepId: 'later', at: 0, now: '2026-11-02T09:15:00.000Z' })
    expect(JSON.stringify(recorded)).not.toContain('a1a1a1')
  })

  it.each([
    ['chance and the speed of the machine', browserRun('7c', Date.parse(START), 1_300)],
    ['nothing', browserRun('a1', Date.parse(START), 400)],
  ])('is not stale because of %s', (_, events) =>
    expect(findDifference(recorded, normaliseEvents(events, { clockStart: START, ...WAITS }))).toBeNull(),
  )

  it('has a clock of its own where the lab has none, whatever the day', () => {
    const [monday, friday] = ['2026-11-02T10:00:00.123Z', '2027-03-05T22:10:11.987Z'].map((day) =>
      normaliseEvents(browserRun('a1', Date.parse(day), 40), { clockStart: null, ...WAITS }),
    )
    expect(findDifference(monday ?? [], friday ?? [])).toBeNull()
    expect(monday).toContainEqual({ type: 'clock', stepId: 'later', at: 0, now: '2026-01-01T00:15:00.000Z' })
  })

  it('is stale when the browser decides something else', () => {
    const changed = recorded.map((event) =>
      event.type === 'exchange' ? { ...event, decisions: event.decisions.filter(({ type }) => type !== 'cookie-store') } : event,
    )
    expect(findDifference(recorded, changed)).toMatch(/login alice/)
  })
})
