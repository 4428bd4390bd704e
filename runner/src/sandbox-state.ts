import { setTimeout as delay } from 'node:timers/promises'
import type { RunnerHealth } from './contract.ts'
import type { RunnerEnv } from './env.ts'
import { runsAsRoot } from './env.ts'
import { SERVICE_LIMITS } from './limits.ts'
import { createBubblewrapSandbox } from './sandbox/bubblewrap-sandbox.ts'
import { inspectMachine, type Obstacle } from './sandbox/inspect-machine.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { createWarmPool, type PoolBounds, type PoolEars, type WarmPool } from './sandbox/warm-pool.ts'
import { selfTest } from './self-test.ts'

/** The sandbox as the service has it: one that passed its self-test, or none and why. */
export interface SandboxState {
  /** Null while there is none that may be trusted. */
  sandbox(): WarmPool | null
  /** The same when a test that goes on has ended, so that a run which comes just after a start is not turned away; soon at the latest. */
  sandboxOnceTested(): Promise<WarmPool | null>
  health(): RunnerHealth
  /** Tests anew, for instance after a run met a fault. Resolves when the result stands. */
  check(): Promise<void>
  /** Stops testing and gives everything back. */
  close(): void
}

/** `tested` is what the pool is filled from: a self-test looks at a sandbox from its making. */
type State = { pool: WarmPool; tested: Sandbox; obstacles: [] } | { pool: null; tested: null; obstacles: Obstacle[] }
type Tested = { sandbox: Sandbox; obstacles: [] } | { sandbox: null; obstacles: Obstacle[] }

/**
 * Finds out whether this machine holds a sandbox, by trying. While it does not, nothing is run, and it is tried again
 * every few seconds, so that what is installed later heals it.
 */
export function createSandboxState(
  env: RunnerEnv,
  bounds: PoolBounds,
  log: (message: string, details: object) => void,
  ears?: PoolEars,
): SandboxState {
  let state: State = { pool: null, tested: null, obstacles: [{ missing: 'self-test', fix: 'wait: the self-test is running' }] }
  let checking: Promise<void> | null = null
  let retry: NodeJS.Timeout | null = null
  let failures = 0
  let closed = false

  const test = async (): Promise<void> => {
    const former = state
    const result = await testSandbox(env, former.tested)
    const changed = result.sandbox === null ? JSON.stringify(result.obstacles) !== JSON.stringify(former.obstacles) : former.tested === null
    if (result.sandbox === null) {
      former.pool?.close()
      state = { pool: null, tested: null, obstacles: result.obstacles }
    } else if (result.sandbox !== former.tested && !closed) {
      state = { pool: createWarmPool(result.sandbox, bounds, ears), tested: result.sandbox, obstacles: [] }
    }
    if (changed)
      log(
        result.sandbox ? 'sandbox ready' : 'sandbox unavailable',
        result.sandbox ? { layers: result.sandbox.layers, degraded: result.sandbox.degraded } : { obstacles: result.obstacles },
      )
    failures = result.sandbox ? 0 : failures + 1
    if (failures > 0 && !closed) retry = setTimeout(() => void check(), retryMs(failures))
    if (closed && !former.tested) result.sandbox?.close()
  }
  const check = (): Promise<void> => {
    if (retry) clearTimeout(retry)
    checking ??= test().finally(() => {
      checking = null
    })
    return checking
  }
  return {
    sandbox: () => state.pool,
    sandboxOnceTested: async () => {
      if (state.pool === null && checking) await Promise.race([checking, delay(SERVICE_LIMITS.testWaitMs, undefined, { ref: false })])
      return state.pool
    },
    health: () => healthOf(state),
    check,
    close: () => {
      closed = true
      if (retry) clearTimeout(retry)
      state.pool?.close()
    },
  }
}

/** Milliseconds until the next self-test after so many that failed one after another. */
export const retryMs = (failures: number): number => Math.min(SERVICE_LIMITS.selfTestRetryMs * 2 ** (failures - 1), SERVICE_LIMITS.selfTestRetryMsMax)

function healthOf(state: State): RunnerHealth {
  if (state.pool === null) {
    return {
      status: 'unavailable',
      missing: state.obstacles.map(({ missing }) => missing),
      fix: state.obstacles.map(({ fix }) => fix).join('; '),
      layers: [],
    }
  }
  const { degraded, layers } = state.pool
  return {
    status: degraded.length > 0 ? 'degraded' : 'ready',
    missing: degraded,
    fix: degraded.length > 0 ? 'run the runner as root or with a delegated cgroup' : null,
    layers,
  }
}

/** Whether a sandbox that lacks these layers must not be used: on one's own machine it may, hosted only when that is said. */
export const refusesDegraded = (degraded: string[], env: Pick<RunnerEnv, 'DEPLOYMENT' | 'RUNNER_ALLOW_NO_CGROUP'>): boolean =>
  degraded.length > 0 && env.DEPLOYMENT === 'hosted' && env.RUNNER_ALLOW_NO_CGROUP !== '1'

async function testSandbox(env: RunnerEnv, former: Sandbox | null): Promise<Tested> {
  let sandbox = former
  try {
    if (!sandbox) {
      const inspected = inspectMachine(env.RUNNER_ROOT_DIR, runsAsRoot(), { workParent: env.RUNNER_WORK_DIR })
      if (!inspected.ok) return { sandbox: null, obstacles: inspected.obstacles }
      sandbox = createBubblewrapSandbox(inspected.parts)
    }
    const obstacles = refusesDegraded(sandbox.degraded, env)
      ? sandbox.degraded.map((missing) => ({ missing, fix: 'run the runner as root or with a delegated cgroup, or set RUNNER_ALLOW_NO_CGROUP=1' }))
      : await selfTest(sandbox, env.RUNNER_WORK_DIR)
    if (obstacles.length === 0) return { sandbox, obstacles: [] }
    if (sandbox !== former) sandbox.close()
    return { sandbox: null, obstacles }
  } catch (error) {
    if (sandbox !== former) sandbox?.close()
    const detail = error instanceof Error ? error.message : String(error)
    return { sandbox: null, obstacles: [{ missing: 'working sandbox', fix: detail }] }
  }
}
