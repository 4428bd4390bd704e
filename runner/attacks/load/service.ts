import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { EndEvent, JobInput, RunEvent } from '../../src/contract.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const MANY_CORES = fileURLToPath(new URL('as-on-many-cores.ts', import.meta.url))
/** As the launcher has it. */
const HEAP = '--max-semi-space-size=8'
const READY_MS_MAX = 60_000

/** What came of asking for a run, as its caller saw it. Times in milliseconds. */
export interface Asked {
  status: number
  end: EndEvent | null
  /** Until the answer began, and until it was over. */
  answeredMs: number
  wholeMs: number
  retryAfterSeconds: number | null
}

/** The real service as a process of its own. */
export interface Service {
  pid: number
  child: ChildProcess
  /** `onOutput` is told once, when the program has written something. */
  ask(job: Omit<JobInput, 'version' | 'caller'>, caller: string, onOutput?: () => void): Promise<Asked>
  /** Tells it to end, and waits until it has. */
  stop(): Promise<void>
  /** Ends it outright. */
  kill(): Promise<void>
}

/** Starts the runner as the launcher does; resolves when it is ready. With `hasManyCores` it runs twenty programs at once. */
export async function startService(settings: { rootFolder: string; workFolder: string; hasManyCores?: boolean }): Promise<Service> {
  const port = await freePort()
  const secret = randomBytes(32).toString('hex')
  const child = spawn(process.execPath, [...(settings.hasManyCores ? ['--import', MANY_CORES] : []), HEAP, MAIN], {
    env: {
      PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      RUNNER_PORT: String(port),
      RUNNER_SECRET: secret,
      RUNNER_ROOT_DIR: settings.rootFolder,
      RUNNER_WORK_DIR: settings.workFolder,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + READY_MS_MAX
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('the runner did not get ready')
    await delay(50)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return {
    pid: child.pid as number,
    child,
    ask: (job, caller, onOutput) => ask(`${url}/v1/runs`, secret, { version: 1, caller, ...job }, onOutput),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** By Node's own client, which takes the least of the processor that all share here. */
async function ask(url: string, secret: string, job: JobInput, onOutput?: () => void): Promise<Asked> {
  const began = performance.now()
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const asked = request(url, { method: 'POST', agent: false, headers }).end(JSON.stringify(job))
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const answeredMs = performance.now() - began
  let text = ''
  for await (const part of response.setEncoding('utf8')) {
    const had = text.includes('"log"')
    text += part
    if (!had && text.includes('"log"')) onOutput?.()
  }
  const status = response.statusCode ?? 0
  const lines = text.trim().split('\n')
  const last = JSON.parse(lines.at(-1) ?? '{}') as RunEvent
  const retryAfter = response.headers['retry-after']
  return {
    status,
    end: status === 200 && last.type === 'end' ? last : null,
    answeredMs,
    wholeMs: performance.now() - began,
    retryAfterSeconds: retryAfter === undefined ? null : Number(retryAfter),
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { headers: { connection: 'close' } })).ok
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
