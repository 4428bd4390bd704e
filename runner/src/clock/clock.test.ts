import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobInput } from '../contract.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { openRealSandbox, runForTest, type TestRun } from '../test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

const START = '2026-03-01T12:00:00.000Z'
const startMs = Date.parse(START)

/** A lab of one site: numbers are waits in seconds, texts are paths. */
const lab = (source: string, steps: (number | string)[], more: Partial<JobInput> = {}): JobInput => ({
  version: 1,
  kind: 'lab',
  caller: 'test',
  files: [{ path: 'server.mjs', content: source }],
  sites: [{ host: 'shop.test', entry: 'server.mjs', port: 3000 }],
  clockStart: START,
  steps: steps.map((step, index) =>
    typeof step === 'number'
      ? { id: `s${index}`, type: 'wait', seconds: step }
      : { id: `s${index}`, type: 'request', method: 'GET', url: `http://shop.test${step}` },
  ),
  ...more,
})
const numbers = (given: number[] | string | undefined): number[] => (Array.isArray(given) ? given : [Number.NaN])
const bodies = (run: TestRun) => run.exchanges.map((one) => Buffer.from(one.response?.body ?? '', 'base64').toString())
const whole = (run: TestRun) => expect([run.end.outcome, run.faults, run.reusable, run.stderr]).toEqual(['finished', [], true, ''])

describe('a clock that is moved', { timeout: 40_000 }, () => {
  it('is told by everything that tells the time', async () => {
    const source = `
      import { createServer } from 'node:http'
      import { performance as imported } from 'node:perf_hooks'
      import { hrtime, uptime } from 'node:process'
      const from = [performance.now(), Number(hrtime.bigint()) / 1e6, process.hrtime()[0] * 1e3, uptime() * 1e3]
      createServer((req, res) => {
        const steady = [imported.now(), Number(process.hrtime.bigint()) / 1e6, hrtime()[0] * 1e3, process.uptime() * 1e3]
        res.end(JSON.stringify({
          calendar: [Date.now(), new Date().getTime(), +new Date, Date.parse(Date()), Reflect.construct(Date, []).valueOf()],
          steady: steady.map((ms, index) => ms - from[index]),
          year: new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'UTC' }).format(),
          part: new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'UTC' }).formatToParts()[0].value,
          kept: [new Date(0).getTime(), new Date('2020-02-02').getTime(), new Date() instanceof Date, Date.name, Date.length, new (class extends Date {})().constructor.name],
        }))
      }).listen(process.env.PORT)`
    const run = await runForTest(sandbox, lab(source, ['/', 366 * 24 * 3600, '/']))
    const [before, after] = bodies(run).map((text) => JSON.parse(text) as Record<string, number[] | string>)
    const moved = 366 * 24 * 3600 * 1000
    for (const ms of numbers(before?.calendar)) expect(Math.abs(ms - startMs)).toBeLessThan(10_000)
    for (const ms of numbers(after?.calendar)) expect(Math.abs(ms - startMs - moved)).toBeLessThan(10_000)
    for (const ms of numbers(before?.steady)) expect(Math.abs(ms)).toBeLessThan(10_000)
    for (const ms of numbers(after?.steady)) expect(Math.abs(ms - moved)).toBeLessThan(10_000)
    expect([before?.year, before?.part, after?.year, after?.part]).toEqual(['2026', '2026', '2027', '2027'])
    expect(after?.kept).toEqual([0, Date.parse('2020-02-02'), true, 'Date', 7, ''])
    const dates = run.exchanges.map((one) => Date.parse(one.response?.headers.find(([name]) => name.toLowerCase() === 'date')?.[1] ?? ''))
    expect(Math.abs((dates[0] ?? 0) - startMs)).toBeLessThan(10_000)
    expect(Math.abs((dates[1] ?? 0) - startMs - moved)).toBeLessThan(10_000)
    const clock = run.events.find((event) => event.type === 'clock')
    expect(clock?.type === 'clock' && Math.abs(Date.parse(clock.now) - startMs - moved)).toBeLessThan(10_000)
    whole(run)
  })

  it('has timers of every kind fire in their order, each at its own time', async () => {
    const source = `
      import { createServer } from 'node:http'
      import { setTimeout as later, setInterval as every, scheduler } from 'node:timers/promises'
      import timers from 'node:timers'
      import { promisify } from 'node:util'
      const told = []
      const start = Date.now()
      const tell = (what) => told.push(what + '@' + Math.round((Date.now() - start) / 1000))
      setTimeout(() => { tell('b'); setTimeout(tell, 5_000, 'nested') }, 20_000)
      setTimeout(tell, 10_000, 'a')
      timers.setTimeout(() => tell('module'), 30_000)
      later(40_000, 'promised').then(tell)
      scheduler.wait(45_000).then(() => tell('scheduler'))
      promisify(setTimeout)(50_000).then(() => tell('promisified'))
      AbortSignal.timeout(55_000).addEventListener('abort', (event) => tell('abort ' + event.target.reason.name))
      const interval = setInterval(() => { tell('tick') }, 25_000)
      const cleared = setTimeout(tell, 15_000, 'never')
      clearTimeout(cleared)
      const refreshed = setTimeout(tell, 12_000, 'refreshed')
      setTimeout(() => refreshed.refresh(), 9_000)
      ;(async () => { let n = 0; for await (const _ of every(33_000)) { tell('every'); if (++n === 2) break } })()
      createServer((req, res) => res.end(JSON.stringify(told.splice(0)))).listen(process.env.PORT)`
    const run = await runForTest(sandbox, lab(source, ['/', 60, '/', 10, '/']))
    const [none, minute, more] = bodies(run).map((text) => JSON.parse(text))
    expect(none).toEqual([])
    expect(minute).toEqual([
      'a@10',
      'b@20',
      'refreshed@21',
      'nested@25',
      'tick@25',
      'module@30',
      'every@33',
      'promised@40',
      'scheduler@45',
      'promisified@50',
      'tick@50',
      'abort TimeoutError@55',
    ])
    expect(more).toEqual(['every@66'])
    whole(run)
  })

  it('is what sessions and tokens go by', async () => {
    const source = `
      import express from 'express'
      import session from 'express-session'
      import jwt from 'jsonwebtoken'
      import { jwtVerify, SignJWT } from 'jose'
      const key = new TextEncoder().encode('x'.repeat(32))
      const tokens = [jwt.sign({}, Buffer.from(key), { expiresIn: '1h' }), await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(key)]
      const app = express()
      app.use(session({ secret: 'lab', resave: false, saveUninitialized: false, cookie: { maxAge: 1_800_000 } }))
      app.get('/login', (req, res) => { req.session.user = 'ann'; res.send('in') })
      app.get('/me', (req, res) => res.send(req.session.user ?? 'nobody'))
      app.get('/tokens', async (req, res) => {
        const attempt = async (work) => { try { await work(); return 'valid' } catch (error) { return error.name + ' ' + (error.code ?? '') } }
        res.send([await attempt(() => jwt.verify(tokens[0], Buffer.from(key))), await attempt(() => jwtVerify(tokens[1], key))].join(', '))
      })
      app.listen(process.env.PORT)`
    const me = { type: 'request', method: 'GET', url: 'http://shop.test/me', cookiesFrom: 'login' } as const
    const tokens = { type: 'request', method: 'GET', url: 'http://shop.test/tokens' } as const
    const run = await runForTest(
      sandbox,
      lab(source, [], {
        steps: [
          { id: 'login', type: 'request', method: 'GET', url: 'http://shop.test/login' },
          { id: 'w1', type: 'wait', seconds: 29 * 60 },
          { id: 'm1', ...me },
          { id: 't1', ...tokens },
          { id: 'w2', type: 'wait', seconds: 31 * 60 },
          { id: 'm2', ...me },
          { id: 't2', ...tokens },
        ],
      }),
    )
    expect(bodies(run)).toEqual(['in', 'ann', 'valid, valid', 'nobody', 'TokenExpiredError , JWTExpired ERR_JWT_EXPIRED'])
    whole(run)
  })

  it('tells a child process of any number of waits, and leaves no word of it in what the program writes', async () => {
    const source = `
      import { fork } from 'node:child_process'
      import { once } from 'node:events'
      import { createServer } from 'node:http'
      const child = fork('./child.mjs')
      await once(child, 'message')
      const startsAt = Date.now()
      createServer((req, res) => {
        child.once('message', (now) => res.end(String(now - startsAt)))
        child.send('now')
      }).listen(process.env.PORT)`
    const files = [
      { path: 'server.mjs', content: source },
      { path: 'child.mjs', content: "process.on('message', () => process.send(Date.now())); process.send('up')" },
    ]
    const run = await runForTest(sandbox, lab('', ['/', ...Array<number>(14).fill(60), '/'], { files }))
    whole(run)
    expect(Number(bodies(run)[1])).toBeGreaterThanOrEqual(14 * 60_000)
  })

  it('is the same in workers and in child processes', async () => {
    const source = `
      import { fork, spawn } from 'node:child_process'
      import { writeFileSync } from 'node:fs'
      import { createServer } from 'node:http'
      import { Worker } from 'node:worker_threads'
      writeFileSync('tell.mjs', "setTimeout(() => { fired = true }, 30_000); let fired = false; const told = () => JSON.stringify([Date.now(), fired]); " +
        "const { parentPort } = await import('node:worker_threads'); if (parentPort) parentPort.on('message', () => parentPort.postMessage(told())); else process.on('message', () => process.send(told()))")
      const worker = new Worker('./tell.mjs')
      const child = fork('./tell.mjs')
      const ask = (one, send) => new Promise((resolve) => { one.once('message', resolve); send() })
      createServer(async (req, res) => {
        const late = spawn(process.execPath, ['-p', 'Date.now()'])
        let text = ''
        for await (const part of late.stdout) text += part
        const told = [await ask(worker, () => worker.postMessage(1)), await ask(child, () => child.send(1))].map(JSON.parse)
        res.end(JSON.stringify([...told, [Number(text)], [Date.now()]]))
      }).listen(process.env.PORT)`
    const run = await runForTest(sandbox, lab(source, ['/', 60, '/']))
    const [before, after] = bodies(run).map((text) => JSON.parse(text) as [number, boolean?][])
    for (const [ms] of before ?? []) expect(Math.abs(ms - startMs)).toBeLessThan(10_000)
    for (const [ms] of after ?? []) expect(Math.abs(ms - startMs - 60_000)).toBeLessThan(10_000)
    expect([before?.slice(0, 2).map(([, fired]) => fired), after?.slice(0, 2).map(([, fired]) => fired)]).toEqual([
      [false, false],
      [true, true],
    ])
    whole(run)
  })

  it('goes on in a server that is started anew', async () => {
    const source = "import { createServer } from 'node:http'\ncreateServer((req, res) => res.end(String(Date.now()))).listen(process.env.PORT)"
    const job = lab(source, ['/', 3600, '/'])
    const steps: NonNullable<JobInput['steps']> = [...(job.steps ?? [])]
    steps.splice(2, 0, { id: 'again', type: 'restart-server' })
    const run = await runForTest(sandbox, { ...job, steps })
    expect(Math.abs(Number(bodies(run)[1]) - startMs - 3_600_000)).toBeLessThan(10_000)
    whole(run)
  })

  it("is nobody else's to see: a job without one has real time and no more descriptors", async () => {
    const source = `
      import { createServer } from 'node:http'
      import { fstatSync } from 'node:fs'
      const open = [3].filter((descriptor) => { try { return fstatSync(descriptor).isSocket() } catch { return false } })
      createServer((req, res) => res.end(JSON.stringify([/native code/.test(String(Date)), /native code/.test(String(setTimeout)), process.env.NODE_OPTIONS ?? '', open.length]))).listen(process.env.PORT)`
    const { clockStart, ...job } = lab(source, ['/'])
    expect(clockStart).toBe(START)
    expect(JSON.parse(bodies(await runForTest(sandbox, job))[0] ?? '')).toEqual([true, false, '', 0])
  })

  it.each([
    ['closes its pipe', "require('node:fs').closeSync(3)"],
    [
      'floods its pipe',
      "try { require('node:fs').writeSync(3, 'x'.repeat(100_000)) } catch {} setInterval(() => { try { require('node:fs').writeSync(3, '{\"id\":1}\\n') } catch {} }, 5)",
    ],
    ['answers what was not asked', 'require(\'node:fs\').writeSync(3, \'{"id":7}\\n[]\\nnull\\n{}\\n{"id":"1"}\\n\')'],
    ['throws in a timer', "process.on('uncaughtException', () => {}); setTimeout(() => { throw new Error('mine') }, 1_000)"],
    ['breaks every time that there is', 'Date = null; performance = null; setTimeout = null; Map.prototype.set = null'],
    ['never rests', 'setTimeout(() => { for (;;); }, 1_000)'],
  ])('of a program that %s does nobody else any harm', async (what, source) => {
    const server = "\nrequire('node:http').createServer((req, res) => res.end('asked')).listen(process.env.PORT)\n"
    const job = lab(server + source, ['/', 60, '/'])
    const run = await runForTest(sandbox, {
      ...job,
      files: [
        { path: 'server.mjs', content: "import './server.cjs'" },
        { path: 'server.cjs', content: server + source },
      ],
    })
    expect([run.faults, run.reusable]).toEqual([[], true])
    expect(run.events.filter((event) => event.type === 'end')).toHaveLength(1)
    expect(run.end.outcome).not.toBe('internal')
    // Whoever closes a descriptor that is in use, or writes on to one that was closed, may hit others that got its number.
    if (!what.endsWith('its pipe')) expect(bodies(run)[0]).toBe('asked')
  })
})
