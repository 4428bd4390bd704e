import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { type Job, JobSchema, type RunEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { runJob } from './run-job.ts'
import { endProcess, markProcess } from './sandbox/process-state.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { createWorkFolder } from './work-folder.ts'

/** One thing a sandbox must not let through, and did: the layer that does not hold, what a program could do, and what a person can do about it. */
export interface SelfTestFault {
  missing: string
  fix: string
}

const fault = (missing: string, found: string): SelfTestFault => ({
  missing,
  fix: `${found}: use the system's own bubblewrap, on a machine as described in runner/deploy/README.md`,
})

/**
 * Runs programs in the real sandbox that try to get out: to read a planted file and the runner's variables, to reach a planted
 * port, to write outside, to see a process of the host, to stay alive, to use more memory than allowed. Empty when all of them failed.
 */
export async function selfTest(sandbox: Sandbox, workFolder: string | undefined): Promise<SelfTestFault[]> {
  const folder = createWorkFolder(workFolder)
  const planted = join(folder, 'planted')
  writeFileSync(planted, 'planted')
  let reached = 0
  const listener = createServer(() => {
    reached += 1
  })
  try {
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as AddressInfo
    const faults = await probe(sandbox, { planted, port })
    if (reached > 0 && !faults.some(({ missing }) => missing === ESCAPES.port)) faults.push(fault('network namespace', SAYS.port as string))
    if (faults.length === 0 && sandbox.degraded.length === 0) faults.push(...(await overuse(sandbox)))
    return faults
  } finally {
    listener.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the escaping program found it could do; each is a layer that does not hold. */
const ESCAPES: Record<string, string> = {
  file: 'mount namespace',
  variable: 'empty environment',
  port: 'network namespace',
  write: 'read-only root',
  process: 'pid namespace',
  netlink: 'seccomp filter',
}

const SAYS: Record<string, string> = {
  file: 'a program could see files of the machine',
  variable: 'a program found variables that it was not given',
  port: 'a program reached a port of the machine',
  write: 'a program could write outside its folders',
  process: 'a program could see processes of the machine',
  netlink: 'a program could ask the kernel what it must not',
}

async function probe(sandbox: Sandbox, bait: { planted: string; port: number }): Promise<SelfTestFault[]> {
  const mark = `crumbtrail-${randomUUID()}`
  const { events, reusable } = await run(sandbox, escapeProgram({ ...bait, mark }))
  const text = events.flatMap((event) => (event.type === 'log' ? [event.text] : [])).join('')
  const end = events.at(-1)
  const outlived = endOutlivers(mark) > 0 || !reusable ? [fault('process clean-up', 'a process that a program detached could not be ended')] : []
  if (end?.type !== 'end' || end.outcome !== 'finished' || !text.includes('tried'))
    return [...outlived, fault('working sandbox', `the probe did not run through (${text.slice(0, 300)})`)]
  const escaped = Object.entries(ESCAPES)
    .filter(([name]) => text.includes(`escaped:${name}\n`))
    .map(([name, missing]) => fault(missing, SAYS[name] ?? name))
  return [...outlived, ...escaped]
}

/** Ends the processes whose command line holds the mark, for nobody else will; how many there were. */
function endOutlivers(mark: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandLine(name).includes(mark))
  for (const pid of pids) {
    const process = markProcess(Number(pid))
    if (process) endProcess(process)
  }
  return pids.length
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

async function overuse(sandbox: Sandbox): Promise<SelfTestFault[]> {
  const megabytes = RUN_LIMITS.memoryBytes / 1024 / 1024 + 64
  const { events } = await run(
    sandbox,
    `const kept = []; for (let i = 0; i < ${megabytes}; i += 1) kept.push(Buffer.alloc(1024 * 1024, 1)); console.log(kept.length)`,
  )
  const end = events.at(-1)
  const outcome = end?.type === 'end' ? end.outcome : 'internal'
  if (outcome === 'out-of-memory') return []
  return [
    fault('memory limit', outcome === 'finished' ? `a program used ${megabytes} MiB` : `a program that uses ${megabytes} MiB ended as ${outcome}`),
  ]
}

async function run(sandbox: Sandbox, source: string): Promise<{ events: RunEvent[]; reusable: boolean }> {
  const job: Job = JobSchema.parse({ version: 1, kind: 'script', files: [{ path: 'probe.cjs', content: source }], caller: 'self-test' })
  const events: RunEvent[] = []
  const faults: unknown[] = []
  const context = {
    sandbox,
    queueMs: 0,
    signal: new AbortController().signal,
    emit: (event: RunEvent) => events.push(event),
    onFault: (error: unknown) => faults.push(error),
  }
  const { reusable } = await runJob(job, context)
  if (faults.length > 0) throw faults[0]
  return { events, reusable }
}

/** A program that tells each way out that it found. Its detached child must be gone when the run is. */
const escapeProgram = ({ planted, port, mark }: { planted: string; port: number; mark: string }): string => `
const fs = require('node:fs')
const attempt = (name, action) => { try { if (action()) console.log('escaped:' + name) } catch (error) { if (!error.code) console.log('escaped:' + name) } }
attempt('file', () => fs.existsSync(${JSON.stringify(planted)}) || fs.existsSync('/proc/self') || fs.existsSync('/sys/kernel'))
attempt('variable', () => Object.keys(process.env).some((name) => !['PATH', 'TZ', 'LANG', 'HOME', 'PWD'].includes(name)))
for (const folder of ['/', '/etc', '/bin', '/node_modules', '/dev', '/crumbtrail']) attempt('write', () => { fs.writeFileSync(folder + '/escaped', ''); return true })
// Alone in a namespace, a program is its second process, and none has a higher number; one that may not be signalled is seen all the same.
attempt('process', () => {
  if (process.pid > 10) return true
  try { return ${process.pid} > process.pid && process.kill(${process.pid}, 0) } catch (error) { return error.code !== 'ESRCH' }
})
attempt('netlink', () => require('node:os').networkInterfaces())
require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', '${mark}'], { detached: true, stdio: 'ignore' }).unref()
const socket = require('node:net').connect(${port}, '127.0.0.1')
socket.on('connect', () => { console.log('escaped:port'); console.log('tried'); process.exit() })
socket.on('error', () => { console.log('tried'); process.exit() })
`
