import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSchema, type JobInput } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { lab, openRealSandbox, runForTest, script, type TestRun } from './test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

const SESSION_SERVER = `
import express from 'express'
import session from 'express-session'
const app = express()
app.use(express.json())
app.use(session({ secret: 'lab', resave: false, saveUninitialized: false }))
app.post('/login', (req, res) => {
  req.session.user = req.body.user
  console.log('login', req.body.user)
  res.json({ ok: true })
})
app.get('/me', (req, res) => (req.session.user ? res.json({ user: req.session.user, secure: req.get('x-forwarded-proto') }) : res.status(401).end()))
app.listen(process.env.PORT, () => console.log('listening'))
`

/** For programs that work hard until they are ended, on a machine that does other things too. */
const PATIENT = { limits: { wallMs: 18_000 } }

describe('a script', { timeout: 40_000 }, () => {
  it('runs and tells what it writes', async () => {
    const run = await runForTest(sandbox, script("console.log('hello'); console.error('oops')"))
    expect([run.stdout, run.stderr]).toEqual(['hello\n', 'oops\n'])
    expect(run.end).toMatchObject({ outcome: 'finished', exitCode: 0, signal: null, limit: null, site: null })
    expect(run.faults).toEqual([])
  })

  it('tells only events of the contract, in order, with one end', async () => {
    const run = await runForTest(sandbox, script('for (let i = 0; i < 50; i += 1) console.log(i)'))
    expect(run.events.map((event) => EventSchema.parse(event))).toEqual(run.events)
    expect(run.events.filter((event) => event.type === 'end')).toEqual([run.events.at(-1)])
    expect(run.events.flatMap((event) => (event.type === 'log' ? [event.seq] : []))).toEqual(run.events.slice(0, -1).map((_, index) => index))
  })

  it.each([
    [
      'an ES module',
      "import { readFileSync } from 'node:fs'\nconsole.log(typeof readFileSync, import.meta.filename)",
      'main.js',
      'function /app/main.js\n',
    ],
    ['CommonJS', 'console.log(require.main === module, __filename)', 'main.js', 'true /app/main.js\n'],
    ['an ES module by name', 'console.log(await Promise.resolve(1))', 'main.mjs', '1\n'],
    ['TypeScript', 'const one: number = 1\nconsole.log(one)', 'main.ts', '1\n'],
    ['named as others name theirs', "import 'express'\nconsole.log('mine')", 'entry.js', 'mine\n'],
  ])('may be %s', async (_what, source, path, output) => {
    const run = await runForTest(sandbox, { kind: 'script', files: [{ path, content: source }] })
    expect([run.stdout, run.stderr]).toEqual([output, ''])
  })

  it.each(['main.mjs', 'main.js', 'main.cjs'])('finds Node as an ordinary start leaves it, as %s', async (path) => {
    const source = `import('node:fs').then(({ readdirSync }) => {
      const heard = process.eventNames().map((name) => [String(name), process.listenerCount(name)])
      const files = process.env.FOLDERS.split(' ').map((folder) => readdirSync(folder))
      console.log(JSON.stringify([heard, process.mainModule?.id, 'mainModule' in process, Object.keys(globalThis), files]))
    })`
    const folders = [mkdtempSync(join(tmpdir(), 'crumbtrail-bare-')), mkdtempSync(join(tmpdir(), 'crumbtrail-bare-'))]
    const [entry = ''] = folders.map((folder) => join(folder, path))
    writeFileSync(entry, source)
    const bare = execFileSync(process.execPath, [entry], { env: { FOLDERS: folders.join(' ') }, encoding: 'utf8' })
    for (const folder of folders) rmSync(folder, { recursive: true })
    const inside = source.replace('process.env.FOLDERS', "'/app /tmp'")
    expect((await runForTest(sandbox, { kind: 'script', files: [{ path, content: inside }] })).stdout).toBe(bare)
  })

  it('may have several files and says which one runs', async () => {
    const files = [
      { path: 'lib/add.js', content: 'export const add = (a, b) => a + b' },
      { path: 'start.js', content: "import { add } from './lib/add.js'\nconsole.log(add(1, 2), process.argv.length)" },
    ]
    expect((await runForTest(sandbox, { kind: 'script', files, entry: 'start.js' })).stdout).toBe('3 2\n')
  })

  it('reads its stdin to the end', async () => {
    const run = await runForTest(
      sandbox,
      script("import { text } from 'node:stream/consumers'\nconsole.log((await text(process.stdin)).toUpperCase())", { stdin: 'größe' }),
    )
    expect(run.stdout).toBe('GRÖSSE\n')
  })

  it('finds the packages both by import and by require, as one module', async () => {
    const names = ['express', 'cookie-parser', 'express-session', 'cookie', 'cookie-signature', 'jsonwebtoken', 'jose']
    const source = `
      const { createRequire } = await import('node:module')
      const require = createRequire('/app/main.js')
      for (const name of ${JSON.stringify(names)}) {
        const imported = await import(name)
        const required = require(name)
        const same = Object.keys(imported).filter((key) => key !== 'default' && key !== 'module.exports').every((key) => imported[key] === required[key])
        console.log(name, same && (imported.default === undefined || imported.default === required))
      }`
    expect((await runForTest(sandbox, script(source))).stdout).toBe(names.map((name) => `${name} true\n`).join(''))
  })

  it('signs and verifies with both token packages', async () => {
    const source = `
      import jwt from 'jsonwebtoken'
      import { jwtVerify, SignJWT } from 'jose'
      const key = new TextEncoder().encode('x'.repeat(32))
      const { payload } = await jwtVerify(jwt.sign({ sub: 'ann' }, Buffer.from(key)), key)
      console.log(payload.sub, jwt.verify(await new SignJWT({ sub: 'bob' }).setProtectedHeader({ alg: 'HS256' }).sign(key), Buffer.from(key)).sub)`
    expect((await runForTest(sandbox, script(source))).stdout).toBe('ann bob\n')
  })

  it('tells an error with the stack of its own files alone', async () => {
    const run = await runForTest(sandbox, script("throw new Error('mine')"))
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 1 })
    expect(run.stderr).toContain('/app/main.js:1')
    expect(run.stderr).not.toContain('crumbtrail')
  })

  it('loses nothing of what it wrote before it exits at once', async () => {
    const run = await runForTest(sandbox, script('for (let i = 0; i < 1900; i += 1) console.log(i)\nprocess.exit(4)'))
    expect(run.stdout.split('\n').length).toBe(1901)
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 4 })
  })

  it('that ends by a signal says which', async () => {
    expect((await runForTest(sandbox, script("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1000)"))).end).toMatchObject({
      outcome: 'signal',
      signal: 'SIGTERM',
      exitCode: null,
    })
  })

  it('that never ends is ended at its wall time, with that limit', async () => {
    const run = await runForTest(sandbox, script('setInterval(() => {}, 1000)', { limits: { wallMs: 400 } }))
    expect(run.end).toMatchObject({ outcome: 'wall-timeout', limit: { name: 'wall', value: 400, unit: 'ms' } })
    expect(run.end.used.wallMs).toBeGreaterThanOrEqual(400)
  })

  it('that uses too much memory is ended with that limit', async () => {
    const run = await runForTest(sandbox, script('const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20, 1))', PATIENT))
    expect(run.end).toMatchObject({ outcome: 'out-of-memory', limit: { name: 'memory', unit: 'bytes' } })
  })

  it('that fills its heap is told as out of memory too, and shows the heap error', async () => {
    const run = await runForTest(sandbox, script('const kept = []; for (;;) kept.push({ a: [1, 2, 3] })', PATIENT))
    expect(run.end).toMatchObject({ outcome: 'out-of-memory', limit: { name: 'memory', value: RUN_LIMITS.heapBytes } })
    expect(run.stderr).toContain('heap')
  })

  it.each([
    ["for (;;) console.log('x'.repeat(999))", 'output-bytes'],
    ["for (;;) console.error('')", 'output-lines'],
  ])('that writes too much is cut: %s', async (source, limit) => {
    const run = await runForTest(sandbox, script(source))
    expect(run.end).toMatchObject({ outcome: 'output-cut', limit: { name: limit } })
    expect(Buffer.byteLength(run.stdout) + Buffer.byteLength(run.stderr)).toBe(run.end.used.outputBytes)
    expect(run.end.used.outputBytes).toBeLessThanOrEqual(RUN_LIMITS.outputBytesMax)
  })

  it('ends when its caller goes', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 300)
    const run = await runForTest(sandbox, script('setInterval(() => {}, 1000)'), controller.signal)
    expect(run.end.outcome).toBe('cancelled')
    expect(run.end.used.wallMs).toBeLessThan(2_000)
  })
})

describe('a lab', () => {
  it('plays its requests in order and sends cookies back', async () => {
    const run = await runForTest(
      sandbox,
      lab(SESSION_SERVER, [
        { id: 'login', method: 'POST', url: 'http://shop.test/login', headers: [['Content-Type', 'application/json']], body: '{"user":"ann"}' },
        { id: 'me', url: 'https://shop.test/me', cookiesFrom: 'login' },
        { id: 'stranger', url: 'http://shop.test/me' },
      ]),
    )
    expect(run.exchanges.map((exchange) => [exchange.stepId, exchange.response?.status, exchange.failure])).toEqual([
      ['login', 200, null],
      ['me', 200, null],
      ['stranger', 401, null],
    ])
    const me = run.exchanges[1]
    expect(Buffer.from(me?.response?.body ?? '', 'base64').toString()).toBe('{"user":"ann","secure":"https"}')
    expect(Buffer.from(me?.request.raw ?? '', 'base64').toString()).toMatch(/\r\nCookie: connect\.sid=[^;\r\n]+\r\n/)
    expect(Buffer.from(run.exchanges[0]?.response?.raw ?? '', 'base64').toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(run.stdout).toBe('listening\nlogin ann\n')
    expect(run.end).toMatchObject({ outcome: 'finished', site: 'shop.test', exitCode: null, limit: null })
    expect(run.events.map((event) => EventSchema.parse(event))).toEqual(run.events)
  })

  it('shows no connection without a request to its server', async () => {
    const source =
      "let seen = 0\nrequire('node:http').createServer((req, res) => res.end(String(seen))).on('connection', () => (seen += 1)).listen(process.env.PORT)"
    const run = await runForTest(sandbox, lab(source, ['/', '/']))
    expect(run.exchanges.map((exchange) => Buffer.from(exchange.response?.body ?? '', 'base64').toString())).toEqual(['1', '2'])
  })

  it.each(['127.0.0.1', 'localhost', '0.0.0.0', '::1', '::', 'shop.test'])('finds a server that listens on %s', async (host) => {
    const run = await runForTest(sandbox, lab(`require('node:http').createServer((req, res) => res.end('ok')).listen(process.env.PORT, '${host}')`))
    expect([run.exchanges[0]?.response?.status, run.end.outcome]).toEqual([200, 'finished'])
  })

  it('tells which ports are open when none listens where it should', async () => {
    const source = "require('node:http').createServer().listen(4567)\nrequire('node:net').createServer().listen(4568, '127.0.0.1')"
    const run = await runForTest(sandbox, lab(source))
    expect(run.end).toMatchObject({ outcome: 'no-server', portsFound: [4567, 4568], limit: { name: 'listen', value: RUN_LIMITS.listenMs } })
    expect(run.exchanges).toEqual([])
  })

  it('tells of a server that ends before its steps, with the exchange that it broke off', async () => {
    const run = await runForTest(sandbox, lab("require('node:http').createServer(() => process.exit(5)).listen(process.env.PORT)", ['/', '/']))
    expect(run.exchanges.map((exchange) => exchange.failure)).toEqual(['connection-closed'])
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 5, site: 'shop.test' })
  })

  it('tells of a program that is no server', async () => {
    expect((await runForTest(sandbox, lab("console.log('done')"))).end).toMatchObject({ outcome: 'exited', exitCode: 0 })
  })

  it('gives an answer that never comes up after its deadline and goes on', async () => {
    const source = "require('node:http').createServer((req, res) => { if (req.url === '/fast') res.end() }).listen(process.env.PORT)"
    const run = await runForTest(sandbox, lab(source, ['/never', '/fast']))
    expect(run.exchanges.map((exchange) => [exchange.failure, exchange.response?.status])).toEqual([
      ['timed-out', undefined],
      [null, 200],
    ])
    expect(run.end.outcome).toBe('finished')
  })

  it('tells what is written after the last answer', async () => {
    const source =
      "require('node:http').createServer((req, res) => { res.end(); res.on('close', () => console.log('after')) }).listen(process.env.PORT)"
    expect((await runForTest(sandbox, lab(source))).stdout).toBe('after\n')
  })

  it('tells nothing after the end, though its server speaks whenever it is looked away from', async () => {
    const server =
      "require('node:http').createServer((req, res) => res.end('x')).listen(process.env.PORT); setInterval(() => console.log('still here'), 3)"
    for (let run = 0; run < 5; run += 1) {
      const { events, end } = await runForTest(sandbox, lab(server, [{ id: 'one', type: 'request', method: 'GET', url: 'http://shop.test/' }]))
      expect([end.outcome, events.at(-1)]).toEqual(['finished', end])
    }
  })

  it('has ports below 1024 closed to it', async () => {
    const run = await runForTest(sandbox, script("require('node:net').createServer().on('error', (error) => console.log(error.code)).listen(80)"))
    expect(run.stdout).toBe('EACCES\n')
  })
})

describe('several sites', { timeout: 40_000 }, () => {
  const server = (word: string) => `
    let asked = 0
    require('node:http').createServer(async (req, res) => {
      asked += 1
      if (req.url === '/die') process.exit(7)
      if (req.url === '/ask') return res.end(await (await fetch('http://api.shop.test:' + (Number(process.env.PORT) + 1))).text())
      res.end('${word} ' + asked)
    }).listen(process.env.PORT, () => console.log('${word} listens on', process.env.PORT))`
  const sites = [
    { host: 'shop.test', entry: 'shop.js', port: 3000 },
    { host: 'api.shop.test', entry: 'api.js', port: 3001 },
  ]
  const job = (steps: [type: string, url: string][], files: Record<string, string> = {}): JobInput => ({
    version: 1,
    kind: 'lab',
    caller: 'test',
    sites,
    files: Object.entries({ 'shop.js': server('shop'), 'api.js': server('api'), ...files }).map(([path, content]) => ({ path, content })),
    steps: steps.map(([type, url], index) =>
      type === 'restart'
        ? { id: `s${index}`, type: 'restart-server', site: url || undefined }
        : { id: `s${index}`, type: 'request', method: type, url },
    ),
  })
  const bodies = (run: TestRun) => run.exchanges.map((one) => Buffer.from(one.response?.body ?? '', 'base64').toString())

  it('each have a process and a port of their own, and reach each other by name', async () => {
    const run = await runForTest(
      sandbox,
      job([
        ['GET', 'http://shop.test/'],
        ['GET', 'http://api.shop.test/'],
        ['GET', 'http://shop.test/ask'],
      ]),
    )
    expect(bodies(run)).toEqual(['shop 1', 'api 1', 'api 2'])
    expect(run.exchanges.map((one) => one.site)).toEqual(['shop.test', 'api.shop.test', 'shop.test'])
    const logs = run.events.flatMap((event) => (event.type === 'log' ? [`${event.site}: ${event.text}`] : []))
    expect(logs.sort()).toEqual(['api.shop.test: api listens on 3001\n', 'shop.test: shop listens on 3000\n'])
    expect(run.end).toMatchObject({ outcome: 'finished', site: null })
    expect([run.faults, run.reusable]).toEqual([[], true])
  })

  it('forget what was in memory when they are restarted, and only they', async () => {
    const steps: [string, string][] = [
      ['GET', 'http://shop.test/'],
      ['GET', 'http://api.shop.test/'],
      ['restart', 'shop.test'],
      ['GET', 'http://shop.test/'],
      ['GET', 'http://api.shop.test/'],
      ['restart', ''],
      ['GET', 'http://api.shop.test/'],
    ]
    const run = await runForTest(sandbox, job(steps))
    expect(bodies(run)).toEqual(['shop 1', 'api 1', 'shop 1', 'api 2', 'api 1'])
    expect(run.events.flatMap((event) => (event.type === 'step' ? [`${event.stepId} ${event.phase}`] : []))).toEqual(
      steps.flatMap((_, index) => [`s${index} started`, `s${index} done`]),
    )
    expect([run.end.outcome, run.faults, run.reusable]).toEqual(['finished', [], true])
  })

  it('are named when one of them ends', async () => {
    const run = await runForTest(
      sandbox,
      job([
        ['GET', 'http://api.shop.test/die'],
        ['GET', 'http://shop.test/'],
      ]),
    )
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 7, site: 'api.shop.test' })
  })

  it('are named when one of them never listens', async () => {
    const run = await runForTest(sandbox, job([['GET', 'http://shop.test/']], { 'api.js': 'setInterval(() => {}, 1000)' }))
    expect(run.end).toMatchObject({ outcome: 'no-server', site: 'api.shop.test', portsFound: [3000] })
  })

  it('start again from the files of the job', async () => {
    const source = `
      const { existsSync, writeFileSync } = require('node:fs')
      const wasMarked = existsSync('mark')
      writeFileSync('mark', '')
      require('node:http').createServer((req, res) => res.end(String(wasMarked))).listen(process.env.PORT)`
    const run = await runForTest(
      sandbox,
      job(
        [
          ['GET', 'http://shop.test/'],
          ['restart', 'shop.test'],
          ['GET', 'http://shop.test/'],
        ],
        { 'shop.js': source },
      ),
    )
    // What a server wrote goes with its process.
    expect(bodies(run)).toEqual(['false', 'false'])
    expect(run.end.outcome).toBe('finished')
  })
})

describe('a package', () => {
  it('finds the data that its bundle keeps in files beside it', async () => {
    const source = `import express from 'express'
const app = express()
app.use(express.text())
app.post('/', (req, res) => res.type('svg').send(req.body))
app.listen(process.env.PORT)`
    const text = { method: 'POST', headers: [['Content-Type', 'text/plain; charset=gbk']], body: 'plain' }
    const run = await runForTest(sandbox, lab(source, [text]))
    expect(run.exchanges[0]?.response).toMatchObject({ status: 200, body: Buffer.from('plain').toString('base64') })
    expect(new Map(run.exchanges[0]?.response?.headers).get('Content-Type')).toBe('image/svg+xml; charset=utf-8')
  })
})

describe('runs', () => {
  it('leave nothing for the next', async () => {
    const write =
      "require('node:fs').writeFileSync('/tmp/left', 'x'); require('node:fs').mkdirSync('/app/node_modules/express', { recursive: true }); console.log('written')"
    const read = "console.log(require('node:fs').existsSync('/tmp/left'), require('node:fs').existsSync('/app/node_modules'))"
    expect((await runForTest(sandbox, script(write))).stdout).toBe('written\n')
    expect((await runForTest(sandbox, script(read))).stdout).toBe('false false\n')
  })

  it('at once do not meet in one network', async () => {
    const source = (word: string) => `require('node:http').createServer((req, res) => res.end('${word}')).listen(process.env.PORT)`
    const runs = await Promise.all(['one', 'two', 'three'].map((word) => runForTest(sandbox, lab(source(word)))))
    expect(runs.map((run) => Buffer.from(run.exchanges[0]?.response?.body ?? '', 'base64').toString())).toEqual(['one', 'two', 'three'])
  })

  it('tell what they used', async () => {
    const { end } = await runForTest(sandbox, script('const until = Date.now() + 200; while (Date.now() < until);'))
    expect(end.used.wallMs).toBeGreaterThan(150)
    if (sandbox.degraded.length === 0) {
      expect(end.used.cpuMs).toBeGreaterThan(20)
      expect(end.used.memoryPeakBytes).toBeGreaterThan(5_000_000)
    } else expect([end.used.cpuMs, end.used.memoryPeakBytes]).toEqual([null, null])
  })
})
