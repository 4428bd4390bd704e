import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EndEvent, OutcomeSchema } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { runJob } from './run-job.ts'
import { TELLS_END } from './sandbox/bwrap-arguments.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { lab, openRealSandbox, runForTest, script } from './test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

/** For programs that work hard until they are ended, on a machine that does other things too. */
const PATIENT = { limits: { wallMs: 30_000 } }
const serve = (handler: string): string => `require('node:http').createServer((req, res) => { ${handler} }).listen(process.env.PORT)`

type Given = ReturnType<typeof script>
/** Program, outcome, and what the end says besides. */
const CASES: [what: string, job: Given, end: Partial<EndEvent> & Pick<EndEvent, 'outcome'>][] = [
  ['a script that ends', script('console.log(1)'), { outcome: 'finished', exitCode: 0, limit: null }],
  ['a lab whose steps are played', lab(serve("res.end('a')")), { outcome: 'finished', exitCode: null, limit: null }],
  ['a code', script('process.exit(7)'), { outcome: 'exited', exitCode: 7, limit: null }],
  ['an error', script("throw new Error('mine')"), { outcome: 'exited', exitCode: 1, limit: null }],
  ['a promise that nobody caught', script("Promise.reject(new Error('mine'))"), { outcome: 'exited', exitCode: 1, limit: null }],
  ['a server that ends in the middle', lab(serve('process.exit(0)'), ['/', '/']), { outcome: 'exited', exitCode: 0, site: 'shop.test' }],
  ...[128, 129, 134, 137, 143, 159, 255].map((code): (typeof CASES)[number] => [
    `the code ${code}, which a shell takes for a signal`,
    script(`process.exit(${code})`),
    TELLS_END || code === 128 || code === 255 ? { outcome: 'exited', exitCode: code } : { outcome: 'signal' },
  ]),
  ['a signal', script("process.kill(process.pid, 'SIGUSR2'); setTimeout(() => {}, 5000)"), { outcome: 'signal', signal: 'SIGUSR2', limit: null }],
  ['SIGKILL of its own', script("process.kill(process.pid, 'SIGKILL')"), { outcome: 'signal', signal: 'SIGKILL', limit: null }],
  [
    'the words and the signal of a full heap, forged',
    script("console.error('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'); process.abort()"),
    { outcome: 'signal', signal: 'SIGABRT', limit: null },
  ],
  [
    'a child that ends itself by SIGKILL',
    script("require('node:child_process').spawnSync(process.execPath, ['-e', 'process.kill(process.pid, 9)'])"),
    { outcome: 'finished' },
  ],
  ['time', script('setInterval(() => {}, 1000)', { limits: { wallMs: 300 } }), { outcome: 'wall-timeout', exitCode: null, signal: null }],
  ['the processor', script('for (;;);', PATIENT), { outcome: 'cpu-timeout', exitCode: null, signal: null }],
  [
    'memory',
    script('const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20, 1))', PATIENT),
    { outcome: 'out-of-memory', exitCode: null, signal: null },
  ],
  ['the heap', script('const kept = []; for (;;) kept.push({ a: [1, 2, 3] })', PATIENT), { outcome: 'out-of-memory', exitCode: null, signal: null }],
  ['bytes', script("for (;;) console.log('x'.repeat(5000))", PATIENT), { outcome: 'output-cut' }],
  ['lines', script("for (;;) console.log('')", PATIENT), { outcome: 'output-cut' }],
  ['a port', lab("require('node:http').createServer().listen(4444)"), { outcome: 'no-server', portsFound: [4444], site: 'shop.test' }],
]
const LIMITS: Partial<Record<string, EndEvent['limit']>> = {
  time: { name: 'wall', value: 300, unit: 'ms' },
  'the processor': { name: 'cpu', value: RUN_LIMITS.cpuMs, unit: 'ms' },
  memory: { name: 'memory', value: RUN_LIMITS.memoryBytes, unit: 'bytes' },
  'the heap': { name: 'memory', value: RUN_LIMITS.heapBytes, unit: 'bytes' },
  bytes: { name: 'output-bytes', value: RUN_LIMITS.outputBytesMax, unit: 'bytes' },
  lines: { name: 'output-lines', value: RUN_LIMITS.outputLinesMax, unit: 'lines' },
  'a port': { name: 'listen', value: RUN_LIMITS.listenMs, unit: 'ms' },
}

describe('the end of a run', { timeout: 60_000 }, () => {
  it.each(CASES)('by %s', async (what, job, end) => {
    const run = await runForTest(sandbox, job)
    expect(run.end).toMatchObject(end)
    expect([run.faults, run.reusable]).toEqual([[], true])
    const limit = LIMITS[what]
    if (!limit) return expect(run.end.limit).toBeNull()
    expect(run.end.limit).toMatchObject(limit)
    // The kernel ends a program at its last page of memory, where some of its counters may not have it.
    const least = limit.name === 'memory' ? limit.value * 0.99 : limit.value
    if (run.end.degraded.length === 0) expect(run.end.limit?.used).toBeGreaterThanOrEqual(least)
  })

  it('tells what was used, each apart', async () => {
    const source =
      'const kept = Buffer.alloc(40 << 20, 1); const end = Date.now() + 300; while (Date.now() < end); setTimeout(() => console.log(kept.length), 300)'
    const { end } = await runForTest(sandbox, script(source, PATIENT))
    expect(end.used.outputBytes).toBe(9)
    expect(end.used.wallMs).toBeGreaterThanOrEqual(600)
    if (end.degraded.length > 0) return
    expect(end.used.memoryPeakBytes).toBeGreaterThan(40 * 1024 * 1024)
    expect(end.used.cpuMs).toBeGreaterThan(20)
    expect(end.used.cpuMs).toBeLessThan(end.used.wallMs)
  })

  it('by our own fault, or because nobody waits for it, says so and nothing of the program', async () => {
    const endOf = async (given: Sandbox, signal: AbortSignal) => {
      const { kind, files } = script('setInterval(() => {}, 1000)')
      const job = { version: 1 as const, kind, files, caller: 'test', sites: [], services: [], listsKeys: false, browsers: [], steps: [] }
      return (await runJob(job, { sandbox: given, queueMs: 12, signal, emit: () => undefined, onFault: () => undefined })).end
    }
    const broken: Sandbox = { ...sandbox, open: () => Promise.reject(new Error('no sandbox')) }
    expect(await endOf(broken, new AbortController().signal)).toMatchObject({
      outcome: 'internal',
      limit: null,
      exitCode: null,
      used: { queueMs: 12 },
    })
    expect(await endOf(sandbox, AbortSignal.abort())).toMatchObject({ outcome: 'cancelled', limit: null, exitCode: null })
  })

  it('is one of a closed set, each with a program above or a test of the service', () => {
    const seen = new Set([...CASES.map(([, , { outcome }]) => outcome), 'internal', 'cancelled', 'refused'])
    expect([...seen].sort()).toEqual([...OutcomeSchema.options].sort())
  })
})
