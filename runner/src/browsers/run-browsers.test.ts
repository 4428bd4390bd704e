import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSchema, type JobInput } from '../contract.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { openRealSandbox, runForTest, type TestRun } from '../test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

const SHOP = `
import { createServer } from 'node:http'
let count = 0
createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://shop.test')
  if (pathname === '/login') {
    count += 1
    response.setHeader('Set-Cookie', ['sid=s' + count + '; Path=/; HttpOnly', 'theme=light; Path=/; Max-Age=60', 'strict=1; Path=/; SameSite=Strict', 'safe=1; Path=/; Secure'])
    response.writeHead(303, { Location: '/me' }).end()
  } else if (pathname === '/away') response.writeHead(302, { Location: 'http://nowhere.test/' }).end()
  else if (pathname === '/api') {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Allow-Methods', 'PUT')
    response.end(request.method + ' ' + (request.headers.cookie ?? 'nothing'))
  } else if (pathname === '/loop') response.writeHead(302, { Location: '/loop' }).end()
  else {
    response.setHeader('Content-Type', 'text/html')
    response.end([request.headers['x-forwarded-proto'], request.headers.cookie ?? 'nothing', request.headers['sec-fetch-site'] ?? '-'].join(' | '))
  }
}).listen(process.env.PORT)
`
const EVIL = `
import { createServer } from 'node:http'
createServer((request, response) => { response.setHeader('Content-Type', 'text/html'); response.end('evil') }).listen(process.env.PORT)
`
type Steps = Record<string, unknown>[]
const play = (steps: Steps, more: Partial<JobInput> = {}): Promise<TestRun> =>
  runForTest(sandbox, {
    kind: 'lab',
    files: [
      { path: 'shop.mjs', content: SHOP },
      { path: 'evil.mjs', content: EVIL },
    ],
    sites: [
      { host: 'shop.test', entry: 'shop.mjs', port: 3000 },
      { host: 'evil.test', entry: 'evil.mjs', port: 3001 },
    ],
    browsers: [{ name: 'alice' }],
    steps: steps.map((step, index) => ({ id: `s${index}`, ...step })) as JobInput['steps'],
    ...more,
  })
const bodies = (run: TestRun) => run.exchanges.map(({ response }) => (response ? Buffer.from(response.body, 'base64').toString() : null))
const browserEvents = (run: TestRun) =>
  run.events.flatMap((event) =>
    event.type === 'browser' ? event.events.map((inner) => ({ step: event.stepId, browser: event.browser, ...inner })) : [],
  )

describe('a simulated browser in a run', { timeout: 40_000 }, () => {
  it('follows redirects as exchanges of one step, keeps cookies and sends them, and tells why with each exchange', async () => {
    const run = await play([{ type: 'visit', url: 'http://shop.test/login' }, { type: 'visit', url: 'https://shop.test/' }, { type: 'read-cookies' }])
    expect([run.end.outcome, run.faults]).toEqual(['finished', []])
    expect(run.exchanges.map(({ stepId, browser, purpose, site, request: { url } }) => [stepId, browser, purpose, site, url])).toEqual([
      ['s0', 'alice', 'navigation', 'shop.test', 'http://shop.test/login'],
      ['s0', 'alice', 'navigation', 'shop.test', 'http://shop.test/me'],
      ['s1', 'alice', 'navigation', 'shop.test', 'https://shop.test/'],
    ])
    expect(bodies(run)).toEqual(['', 'http | sid=s1; theme=light; strict=1 | -', 'https | sid=s1; theme=light; strict=1 | none'])
    const [first] = run.exchanges
    expect(first?.decisions.map((event) => [event.type, 'decision' in event ? event.decision.code : null])).toEqual(
      expect.arrayContaining([
        ['cookie-store', 'stored'],
        ['cookie-store', 'secure-over-http'],
        ['redirect', null],
      ]),
    )
    const retrieved = run.exchanges[2]?.decisions.find((event) => event.type === 'cookie-retrieve')
    expect(retrieved).toMatchObject({ header: 'sid=s1; theme=light; strict=1' })
    expect(browserEvents(run)).toContainEqual({
      step: 's2',
      browser: 'alice',
      type: 'document-cookie-read',
      stepId: 's2',
      url: 'https://shop.test/',
      text: 'theme=light; strict=1',
    })
    expect(run.events.map((event) => EventSchema.parse(event))).toEqual(run.events)
  })

  it('is moved in time by the run, and ends its session when it restarts', async () => {
    const run = await play(
      [
        { type: 'visit', url: 'http://shop.test/login' },
        { type: 'wait', seconds: 90 },
        { type: 'visit', url: 'http://shop.test/a' },
        { type: 'restart-browser' },
        { type: 'visit', url: 'http://shop.test/b' },
        { type: 'reload' },
      ],
      { clockStart: '2026-01-01T00:00:00Z' },
    )
    expect(bodies(run).slice(2)).toEqual(['http | sid=s1; strict=1 | -', 'http | nothing | -', 'http | nothing | -'])
    expect(
      browserEvents(run).flatMap((event) => ('cookies' in event ? [[event.step, event.type, event.cookies.map(({ name }) => name)]] : [])),
    ).toEqual([
      ['s1', 'cookies-expired', ['theme']],
      ['s3', 'session-ended', ['sid', 'strict']],
    ])
  })

  it('has a jar of its own, from which another can steal', async () => {
    const run = await play(
      [
        { type: 'visit', url: 'http://shop.test/login', browser: 'alice' },
        { type: 'visit', url: 'http://shop.test/', browser: 'mallory' },
        { type: 'steal-cookie', name: 'sid', from: 'alice', browser: 'mallory' },
        { type: 'visit', url: 'http://shop.test/', browser: 'mallory' },
        { type: 'steal-cookie', name: 'none', from: 'alice', browser: 'mallory' },
      ],
      { browsers: [{ name: 'alice' }, { name: 'mallory', profile: 'safari' }] },
    )
    expect(bodies(run).slice(2)).toEqual(['http | nothing | -', 'http | sid=s1 | -'])
    const told = browserEvents(run)
    expect(told).toContainEqual(expect.objectContaining({ step: 's2', browser: 'mallory', type: 'cookie-stolen', from: 'alice' }))
    expect(told).toContainEqual(expect.objectContaining({ step: 's4', type: 'refused', code: 'no-such-cookie' }))
  })

  it('asks first where a script crosses origins, submits forms, embeds frames and acts in them', async () => {
    const run = await play([
      { type: 'visit', url: 'http://shop.test/login' },
      { type: 'visit', url: 'http://evil.test/' },
      { type: 'fetch', method: 'PUT', url: 'http://shop.test/api', credentials: 'include', json: { a: 1 } },
      { type: 'submit', method: 'POST', url: 'http://shop.test/api', form: { to: 'mallory' } },
      { type: 'visit', url: 'http://evil.test/' },
      { id: 'frame', type: 'embed', as: 'iframe', url: 'http://shop.test/framed' },
      { type: 'read-cookies', in: 'frame' },
      { type: 'write-cookie', cookie: 'own=1' },
      { type: 'read-cookies' },
    ])
    expect(run.exchanges.slice(3).map(({ purpose, request: { method } }) => [purpose, method])).toEqual([
      ['preflight', 'OPTIONS'],
      ['navigation', 'POST'],
      ['navigation', 'GET'],
      ['iframe', 'GET'],
    ])
    const told = browserEvents(run)
    expect(told.filter(({ type }) => type === 'document-cookie-read')).toMatchObject([{ text: '' }, { text: 'own=1' }])
    // Content-Type of JSON is not permitted by this answer.
    expect(run.exchanges[3]?.decisions).toContainEqual(
      expect.objectContaining({ type: 'script-result', result: { kind: 'type-error', code: 'preflight-header-refused' } }),
    )
  })

  it('cannot find a host that is no site, whoever names it; the run goes on', async () => {
    const run = await play([
      { type: 'visit', url: 'https://nowhere.test/' },
      { type: 'visit', url: 'http://shop.test/away' },
      { type: 'visit', url: 'http://shop.test/' },
    ])
    expect(run.exchanges.map(({ site, failure }) => [site, failure])).toEqual([
      ['nowhere.test', 'no-such-host'],
      ['shop.test', null],
      ['nowhere.test', 'no-such-host'],
      ['shop.test', null],
    ])
    expect(browserEvents(run).filter(({ type }) => type === 'document-changed')).toMatchObject([
      { url: null },
      { url: null },
      { url: 'http://shop.test/' },
    ])
    expect([run.end.outcome, run.faults]).toEqual(['finished', []])
  })

  it('stops where browsers do when a server redirects without end', async () => {
    const run = await play([{ type: 'visit', url: 'http://shop.test/loop' }])
    expect(run.exchanges).toHaveLength(20)
    expect(run.exchanges.at(-1)?.decisions).toContainEqual(expect.objectContaining({ code: 'redirect-limit' }))
  })

  it('is told that its server is gone', async () => {
    const run = await play([{ type: 'visit', url: 'http://shop.test/' }, { type: 'reload' }], {
      files: [
        { path: 'shop.mjs', content: `import { createServer } from 'node:http'\ncreateServer(() => process.exit(3)).listen(process.env.PORT)` },
        { path: 'evil.mjs', content: EVIL },
      ],
    })
    expect(run.exchanges).toMatchObject([{ failure: 'connection-closed', response: null }])
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 3, site: 'shop.test' })
  })
})
