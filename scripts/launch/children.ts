import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type RunnerHealth, RunnerHealthSchema } from '@crumbtrail/runner/contract'
import type { Env } from '#lib/env-schema.ts'
import { rotatedLog } from './log-file.ts'
import type { Placement } from './placement.ts'
import { say, Trouble } from './progress.ts'
import { runStep } from './run-step.ts'
import { buildFolder } from './settings.ts'

export type Mode = 'start' | 'dev'

const SITE_UP_WITHIN_MS = 60_000
const RUNNER_ANSWERS_WITHIN_MS = 20_000
const SELF_TEST_WITHIN_MS = 10_000
/** V8 would let dead young objects pile up with the runs that go on at once: in a thousand runs the runner grew from 120 MB to 230, of which 20 were alive. */
const RUNNER_HEAP = '--max-semi-space-size=8'

/** Starts the site; resolves when it listens. */
export async function startSite(env: Env, mode: Mode): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['scripts/site.ts', ...(mode === 'dev' ? ['--dev'] : [])], {
    env: {
      ...process.env,
      ...asText(env),
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      NEXT_DIST_DIR: buildFolder(),
      ...(mode === 'dev' ? { CONTENT_LIVE: '1' } : {}),
    },
    stdio: ['ignore', logTarget(env, mode, 'site'), 'inherit', 'ipc'],
    detached: true,
  })
  const up = once(child, 'message').then(() => true)
  const ended = once(child, 'exit').then(() => false)
  if (await Promise.race([up, ended, delay(SITE_UP_WITHIN_MS, false, { ref: false })])) return child
  child.kill('SIGKILL')
  throw new Trouble('The site did not come up; what it said stands above.')
}

/** Prepares the read-only root of learners' programs; false when that failed, which is said. */
export async function buildRunnerRoot(placement: Placement): Promise<boolean> {
  try {
    const output = await runStep('preparing the sandbox', ['runner/scripts/build-root.ts', runnerRoot(placement)], process.env)
    if (output.trim()) say(output.trim().split('\n').at(-1) ?? '')
    return true
  } catch (error) {
    say(`${(error as Error).message}\nThe site goes on without it: learners' programs cannot be run.`)
    return false
  }
}

/** Starts the runner with what it needs and nothing else of ours; resolves when it answers. */
export async function startRunner(env: Env, placement: Placement, mode: Mode): Promise<ChildProcess> {
  const workDir = join(placement.openDir, 'runner-work')
  mkdirSync(workDir, { recursive: true, mode: 0o711 })
  const { PATH = '', HOME = '/', TMPDIR, RUNNER_ALLOW_NO_CGROUP } = process.env
  const child = spawn(process.execPath, [RUNNER_HEAP, 'runner/src/main.ts'], {
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      ...(TMPDIR ? { TMPDIR } : {}),
      ...(RUNNER_ALLOW_NO_CGROUP ? { RUNNER_ALLOW_NO_CGROUP } : {}),
      DEPLOYMENT: env.DEPLOYMENT,
      LOG_LEVEL: env.LOG_LEVEL,
      RUNNER_PORT: String(env.RUNNER_PORT),
      RUNNER_SECRET: env.RUNNER_SECRET,
      RUNNER_ROOT_DIR: runnerRoot(placement),
      RUNNER_WORK_DIR: workDir,
    },
    stdio: ['ignore', logTarget(env, mode, 'runner'), 'inherit', 'ipc'],
    detached: true,
  })
  const until = Date.now() + RUNNER_ANSWERS_WITHIN_MS
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (await findRunnerHealth(env)) return child
    await delay(100)
  }
  child.kill('SIGKILL')
  throw new Trouble('The runner did not come up; what it said stands above.')
}

/** What the runner says of itself, in one line, once it has tested its sandbox (or after ten seconds); null while it does not answer. */
export async function describeRunner(env: Env): Promise<string | null> {
  const until = Date.now() + SELF_TEST_WITHIN_MS
  let health = await findRunnerHealth(env)
  while (health?.missing.includes('self-test') && Date.now() < until) {
    await delay(200)
    health = await findRunnerHealth(env)
  }
  if (!health) return null
  const lacks = health.missing.join(', ')
  if (health.status === 'ready') return 'The runner is ready.'
  if (health.status === 'degraded') return `The runner is ready, with fewer layers than it could have (missing: ${lacks}).`
  return `Learners' programs cannot be run here. Missing: ${lacks}.${health.fix ? ` To mend it: ${health.fix}` : ''}`
}

async function findRunnerHealth(env: Env): Promise<RunnerHealth | null> {
  try {
    const response = await fetch(`${env.RUNNER_URL}/health/ready`, {
      headers: { authorization: `Bearer ${env.RUNNER_SECRET}` },
      signal: AbortSignal.timeout(5000),
    })
    return RunnerHealthSchema.parse(await response.json())
  } catch {
    return null
  }
}

function runnerRoot(placement: Placement): string {
  return join(placement.openDir, 'runner-root')
}

/** In dev and when hosted the log goes to our output; in local it is kept as a file, so that the address stays in sight. */
function logTarget(env: Env, mode: Mode, name: string): 'inherit' | number {
  return mode === 'dev' || env.DEPLOYMENT === 'hosted' ? 'inherit' : openSync(rotatedLog(env.DATA_DIR, name), 'a', 0o600)
}

function asText(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : String(value)]])),
  )
}
