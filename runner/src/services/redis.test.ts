import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSchema, type JobInput, type RunEvent } from '../contract.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { openRealSandbox, runForTest, script, type TestRun } from '../test-sandbox.ts'
import { KEY_BOUNDS } from './service-schema.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

type Keys = Extract<RunEvent, { type: 'service-keys' }>
const keysOf = (run: TestRun): Keys[] => run.events.flatMap((event) => (event.type === 'service-keys' ? [event] : []))
const bodies = (run: TestRun) => run.exchanges.map((one) => Buffer.from(one.response?.body ?? '', 'base64').toString())
const phases = (run: TestRun) => run.events.flatMap((event) => (event.type === 'service' ? [event.phase] : []))
const whole = (run: TestRun) => expect([run.end.outcome, run.faults, run.reusable, run.stderr]).toEqual(['finished', [], true, ''])

/** Text is a path, a number a wait in seconds, a pair a step with a service, an object a step as it is. */
type Step = string | number | ['stop-service' | 'start-service'] | Record<string, unknown>
const lab = (source: string, steps: Step[], more: Partial<JobInput> = {}): JobInput => ({
  version: 1,
  kind: 'lab',
  caller: 'test',
  files: [{ path: 'server.mjs', content: source }],
  sites: [{ host: 'shop.test', entry: 'server.mjs', port: 3000 }],
  services: ['redis'],
  steps: steps.map((step, index) => {
    if (typeof step === 'number') return { id: `s${index}`, type: 'wait', seconds: step }
    if (Array.isArray(step)) return { id: `s${index}`, type: step[0], service: 'redis' }
    const request = { id: `s${index}`, type: 'request', method: 'GET', url: 'http://shop.test/' }
    return typeof step === 'string' ? { ...request, url: `http://shop.test${step}` } : { ...request, ...step }
  }) as JobInput['steps'],
  ...more,
})

/** A server that does to Redis what its query says, and answers with what came of it as JSON. */
const CLIENT = `
import { createServer } from 'node:http'
import { createClient } from 'redis'
const client = createClient({ url: process.env.REDIS_URL, socket: { reconnectStrategy: 20 }, disableOfflineQueue: true })
client.on('error', () => {})
await client.connect()
createServer(async (req, res) => {
  const words = new URL(req.url, 'http://shop.test').searchParams.getAll('w')
  try { res.end(JSON.stringify(await client.sendCommand(words))) } catch (error) { res.end(error.name + ': ' + error.message) }
}).listen(process.env.PORT)`
const command = (...words: (string | number)[]): string => `/?${words.map((word) => `w=${encodeURIComponent(word)}`).join('&')}`

const SESSIONS = `
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'
const client = createClient({ url: process.env.REDIS_URL, socket: { reconnectStrategy: 20 }, disableOfflineQueue: true })
client.on('error', () => {})
await client.connect()
const app = express()
app.use(session({ store: new RedisStore({ client }), secret: 'lab', resave: false, saveUninitialized: false, cookie: { maxAge: 60_000 } }))
app.post('/login', (req, res) => { req.session.user = 'ann'; res.send('in') })
app.get('/me', (req, res) => res.status(req.session.user ? 200 : 401).send(req.session.user ?? 'nobody'))
app.use((error, req, res, next) => res.status(503).send('no store'))
app.listen(process.env.PORT)`
const login = { id: 'login', method: 'POST', url: 'http://shop.test/login' }
const me = { url: 'http://shop.test/me', cookiesFrom: 'login' }

describe('a run with Redis', { timeout: 60_000 }, () => {
  it('finds it answering at its first line, by the address in its environment', async () => {
    const source = `
      import { createClient } from 'redis'
      const client = await createClient({ url: process.env.REDIS_URL }).connect()
      console.log(process.env.REDIS_URL, await client.ping(), await client.set('a', '1'), await client.get('a'))
      client.destroy()`
    const run = await runForTest(sandbox, script(source, { services: ['redis'] }))
    expect(run.stdout).toBe('redis://127.0.0.1:6379 PONG OK 1\n')
    expect(phases(run)).toEqual(['started'])
    expect(run.events.find((event) => event.type === 'service')).toMatchObject({ at: 0, readyMs: expect.any(Number) })
    whole(run)
  })

  it('finds it by its unix socket too, which is the same Redis, and the new one after a stop', async () => {
    const source = `
      import { readdirSync } from 'node:fs'
      import { createServer } from 'node:http'
      import { createClient } from 'redis'
      const connect = (how) => createClient({ ...how, disableOfflineQueue: true }).on('error', () => {}).connect()
      const socket = { path: process.env.REDIS_SOCKET, reconnectStrategy: 20 }
      const clients = { '/port': await connect({ url: process.env.REDIS_URL, socket: { reconnectStrategy: 20 } }), '/socket': await connect({ socket }) }
      createServer(async (req, res) => {
        if (req.url === '/folder') return res.end(readdirSync('/sockets').join())
        const { pathname, searchParams } = new URL(req.url, 'http://shop.test')
        try { res.end(String(await clients[pathname].sendCommand(searchParams.getAll('w')))) } catch (error) { res.end(error.name) }
      }).listen(process.env.PORT)`
    const run = await runForTest(
      sandbox,
      lab(
        source,
        [
          ...['/folder', '/socket?w=SET&w=a&w=1', '/port?w=GET&w=a', ['stop-service'] as ['stop-service'], '/socket?w=PING'],
          ...[['start-service'] as ['start-service'], 1, '/socket?w=PING', '/socket?w=DBSIZE', '/port?w=DBSIZE', '/folder'],
        ],
        { limits: { wallMs: 20_000 } },
      ),
    )
    expect(bodies(run)).toEqual(['redis.sock', 'OK', '1', 'Error', 'PONG', '0', '0', 'redis.sock'])
    expect(phases(run)).toEqual(['started', 'stopped', 'started'])
    whole(run)
  })

  it('has one of its own, empty', async () => {
    const runs = await Promise.all([1, 2].map(() => runForTest(sandbox, lab(CLIENT, [command('DBSIZE'), command('SET', 'a', 1)]))))
    expect(runs.map(bodies)).toEqual([
      ['0', '"OK"'],
      ['0', '"OK"'],
    ])
  })

  it('finds the packages in runs without Redis too, and there no Redis', async () => {
    const source = `
      const { createClient } = require('redis')
      const { RedisStore } = require('connect-redis')
      const { Store } = require('express-session')
      console.log(process.env.REDIS_URL, new RedisStore({ client: {} }) instanceof Store)
      createClient({ url: 'redis://127.0.0.1:6379', socket: { reconnectStrategy: false } }).on('error', () => {}).connect().catch((error) => console.log(error.code))`
    const run = await runForTest(sandbox, { kind: 'script', files: [{ path: 'main.cjs', content: source }] })
    expect(run.stdout).toBe('undefined true\nECONNREFUSED\n')
    whole(run)
  })

  it('keeps sessions in it, which end with the clock of the run', async () => {
    const run = await runForTest(
      sandbox,
      lab(SESSIONS, [login, me, 59, { ...me }, 61, { ...me }], { listsKeys: true, clockStart: '2026-03-01T12:00:00Z' }),
    )
    expect(run.exchanges.map((one) => one.response?.status)).toEqual([200, 200, 200, 401])
    const [after, , waited, , gone] = keysOf(run)
    expect(after?.keys).toMatchObject([
      { database: 0, key: expect.stringMatching(/^sess:/), kind: 'string', value: expect.stringContaining('"user":"ann"') },
    ])
    expect(after?.keys[0]?.remainingMs).toBeGreaterThan(55_000)
    expect(waited?.keys[0]?.remainingMs).toBeLessThanOrEqual(1_000)
    expect(gone).toMatchObject({ keys: [], total: 0, failure: null })
    whole(run)
  })

  it('has the life of every key shortened by exactly the wait, in every database', async () => {
    const at = 4_102_444_800_000
    const run = await runForTest(
      sandbox,
      lab(CLIENT, [
        command('SET', 'long', 1, 'PXAT', at),
        command('SET', 'for ever', 1),
        command('SET', 'short', 1, 'PX', 61_400),
        command('SELECT', 3),
        command('SET', 'other', 1, 'PXAT', at),
        61.5,
        command('PEXPIRETIME', 'other'),
        command('SELECT', 0),
        command('PEXPIRETIME', 'long'),
        command('PEXPIRETIME', 'for ever'),
        command('EXISTS', 'short'),
      ]),
    )
    expect(bodies(run).slice(5)).toEqual([String(at - 61_500), '"OK"', String(at - 61_500), '-1', '0'])
    whole(run)
  })

  it('has timers in a wait find keys as old as they are then', async () => {
    const source = `
      import { createServer } from 'node:http'
      import { createClient } from 'redis'
      const client = await createClient({ url: process.env.REDIS_URL }).connect()
      const seen = []
      createServer(async (req, res) => {
        if (req.url === '/seen') return res.end(JSON.stringify([seen, await client.ttl('beat'), await client.ttl('late')]))
        await client.set('ten', '1', { expiration: { type: 'EX', value: 10 } })
        setInterval(() => client.set('beat', '1', { expiration: { type: 'EX', value: 7 } }), 5_000)
        setTimeout(async () => seen.push(await client.exists('ten')), 8_000)
        setTimeout(async () => seen.push(await client.exists('ten')), 12_000)
        setTimeout(() => client.set('late', '1', { expiration: { type: 'EX', value: 30 } }), 12_500)
        res.end()
      }).listen(process.env.PORT)`
    const run = await runForTest(sandbox, lab(source, ['/', 21, '/seen']))
    const [seen, beat, late] = JSON.parse(bodies(run)[1] ?? '') as [number[], number, number]
    expect(seen).toEqual([1, 0])
    expect([5, 6]).toContain(beat)
    expect([21, 22]).toContain(late)
    whole(run)
  })

  it('loses it and gets it back by steps, empty', async () => {
    const run = await runForTest(
      sandbox,
      lab(SESSIONS, [login, me, ['stop-service'], { ...me }, ['start-service'], 1, { ...me }], { listsKeys: true }),
    )
    expect(run.exchanges.map((one) => one.response?.status)).toEqual([200, 200, 503, 401])
    expect(phases(run)).toEqual(['started', 'stopped', 'started'])
    expect(keysOf(run).map(({ failure, total }) => [failure, total])).toEqual([
      ...[
        [null, 1],
        [null, 1],
        ['unreachable', 0],
        ['unreachable', 0],
      ],
      ...[
        [null, 0],
        [null, 0],
        [null, 0],
      ],
    ])
    whole(run)
  })

  it('that ends its Redis itself is told so, and goes on', async () => {
    const run = await runForTest(sandbox, lab(CLIENT, [command('SHUTDOWN'), command('PING'), 1], { listsKeys: true }))
    expect(phases(run)).toEqual(['started', 'stopped'])
    expect(bodies(run)[1]).toContain('offline')
    expect(keysOf(run).at(-1)?.failure).toBe('unreachable')
    whole(run)
  })

  it('that takes its port meanwhile does not get it back', async () => {
    const source = `${CLIENT}
      import net from 'node:net'
      setInterval(() => { const server = net.createServer((socket) => socket.on('error', () => {}).end('+PONG\\r\\n')).on('error', () => {}); server.listen(6379) }, 5)`
    const run = await runForTest(sandbox, lab(source, ['/', ['stop-service'], 1, '/', ['start-service'], '/'], { listsKeys: true }))
    expect(phases(run)).toEqual(['started', 'stopped', 'failed'])
    expect(keysOf(run).at(-1)?.failure).toBe('unreachable')
    whole(run)
  })

  it('lists no more keys, and no more of them, than the bounds say', async () => {
    const fill = "for i = 1, 500 do redis.call('SET', string.rep('k', 400) .. i, string.rep('ä', 4000)) end redis.call('SADD', 'a set', 1)"
    const run = await runForTest(sandbox, lab(CLIENT, [command('EVAL', fill, 0)], { listsKeys: true }))
    const [listed] = keysOf(run)
    expect([listed?.keys.length, listed?.total, listed?.failure]).toEqual([KEY_BOUNDS.keysMax, 501, null])
    expect(listed?.keys[0]).toMatchObject({ key: 'a set', kind: 'set', value: null, remainingMs: null })
    expect(listed?.keys[1]).toMatchObject({ key: 'k'.repeat(KEY_BOUNDS.keyBytesMax), value: 'ä'.repeat(KEY_BOUNDS.valueBytesMax / 2) })
    expect(run.events.map((event) => EventSchema.parse(event))).toEqual(run.events)
    whole(run)
  })

  it('tells no keys where it locks them away, and goes on', async () => {
    const run = await runForTest(sandbox, lab(CLIENT, [command('CONFIG', 'SET', 'requirepass', 'mine'), 1, command('PING')], { listsKeys: true }))
    expect(keysOf(run).map(({ failure }) => failure)).toEqual(['refused', 'refused', 'refused'])
    whole(run)
  })

  it('is told by Redis when its memory is full, before the run is ended', async () => {
    const fill = "for i = 1, 70 do redis.call('SETRANGE', i, 1048575, 'x') end"
    const run = await runForTest(sandbox, lab(CLIENT, [command('EVAL', fill, 0), command('SET', 'more', 1), command('PING')]))
    expect(bodies(run).slice(1)).toEqual([expect.stringContaining('OOM'), '"PONG"'])
    whole(run)
  })

  it('is beside three sites that are all restarted, within the bounds of memory and tasks', async () => {
    const hosts = [0, 1, 2].map((index) => ({ host: `site${index}.test`, entry: 'server.mjs', port: 3000 + index }))
    const ask = hosts.map(({ host }, index) => ({ id: `a${index}`, type: 'request', method: 'GET', url: `http://${host}${command('INCR', 'n')}` }))
    const steps = [...ask, { id: 'again', type: 'restart-server' }, ...ask.map((step) => ({ ...step, id: `b${step.id}` }))] as JobInput['steps']
    const run = await runForTest(sandbox, { ...lab(CLIENT, []), sites: hosts, steps, limits: { wallMs: 30_000 } })
    expect(bodies(run)).toEqual(['1', '2', '3', '4', '5', '6'])
    whole(run)
  })

  it.each([
    ['memory', "await client.configSet('maxmemory', '0')\nfor (;;) await client.append('a', 'x'.repeat(1 << 20))", 'out-of-memory'],
    ['processor', "await client.eval('while true do end')", 'cpu-timeout'],
  ])('shares its bound of %s with its Redis', async (_what, source, outcome) => {
    const start = "import { createClient } from 'redis'\nconst client = await createClient().on('error', () => {}).connect()\n"
    const run = await runForTest(sandbox, script(start + source, { services: ['redis'], limits: { wallMs: 30_000 } }))
    expect([run.faults, run.reusable]).toEqual([[], true])
    // On a machine that gives it too little of a processor the other bound comes first; what it had is counted all the same.
    if (run.end.outcome === 'wall-timeout' && outcome === 'cpu-timeout') expect(run.end.used.cpuMs).toBeGreaterThan(1_000)
    else expect(run.end.outcome).toBe(outcome)
  })
})
