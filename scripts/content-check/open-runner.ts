import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { RunnerHealthSchema } from '@crumbtrail/runner/contract'
import { openFolder } from '../launch/placement.ts'
import { findFreePort } from '../launch/ports.ts'
import { say, Trouble } from '../launch/progress.ts'
import { runStep } from '../launch/run-step.ts'

/** `pid` is 0 for one that was there before. */
export type Runner = { url: string; secret: string; pid: number; close: () => Promise<void> }

const ANSWERS_WITHIN_MS = 30_000
const ENDS_WITHIN_MS = 15_000

/**
 * A runner that performs runs: the one of RUNNER_URL and RUNNER_SECRET when they are set, else one of our own that ends with
 * `close` or with this process. Throws Trouble that names what is missing when there is no sandbox here.
 */
export const openRunner = async (): Promise<Runner> => {
  const { RUNNER_URL: url, RUNNER_SECRET: secret } = process.env
  const runner = url && secret ? { url: url.replace(/\/$/, ''), secret, pid: 0, close: async () => undefined } : await startRunner()
  try {
    await requireReady(runner)
  } catch (error) {
    await runner.close()
    throw error
  }
  return runner
}

const startRunner = async (): Promise<Runner> => {
  const rootDir = process.env.RUNNER_ROOT_DIR ?? join(openFolder(resolve(process.env.DATA_DIR ?? '.data')), 'runner-root')
  await runStep('preparing the sandbox', ['runner/scripts/build-root.ts', rootDir], process.env)
  const secret = randomBytes(32).toString('hex')
  const port = await findFreePort()
  const child = spawn(process.execPath, ['runner/src/main.ts'], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', RUNNER_PORT: String(port), RUNNER_SECRET: secret, RUNNER_ROOT_DIR: rootDir },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const close = async () => {
    child.kill('SIGTERM')
    const isOver = await Promise.race([ended.then(() => true), delay(ENDS_WITHIN_MS, false, { ref: false })])
    if (!isOver) child.kill('SIGKILL')
  }
  const runner = { url: `http://127.0.0.1:${port}`, secret, pid: child.pid as number, close }
  const until = Date.now() + ANSWERS_WITHIN_MS
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (await isListening(runner)) return runner
    await delay(100)
  }
  await close()
  throw new Trouble('The runner did not come up; what it said stands above.')
}

const isListening = async ({ url }: Runner): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2000) })).ok
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return false
    throw error
  }
}

/** The self-test may still go on right after the start. */
const requireReady = async (runner: Runner) => {
  const until = Date.now() + ANSWERS_WITHIN_MS
  for (;;) {
    const health = await readHealth(runner)
    if (health.status === 'ready') return
    if (health.status === 'degraded') return say(`The sandbox works with fewer layers than it could have (missing: ${health.missing.join(', ')}).`)
    const isTesting = health.missing.includes('self-test')
    if (Date.now() > until || !isTesting) {
      throw new Trouble(
        `Programs cannot be executed here. Missing: ${health.missing.join(', ') || 'unknown'}.${health.fix ? ` To mend it: ${health.fix}` : ''}`,
      )
    }
    await delay(250)
  }
}

const readHealth = async ({ url, secret }: Runner) => {
  const response = await fetch(`${url}/health/ready`, { headers: { authorization: `Bearer ${secret}` }, signal: AbortSignal.timeout(10_000) }).catch(
    (error: unknown) => {
      throw new Trouble(`The runner at RUNNER_URL does not answer (${error instanceof Error ? error.message : String(error)}).`)
    },
  )
  return RunnerHealthSchema.parse(await response.json())
}
