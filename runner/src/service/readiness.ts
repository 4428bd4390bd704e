import type { Logger } from 'pino'
import type { Admission } from '../admission.ts'
import { type EndEvent, type Job, JobSchema, type RunEvent, type RunnerHealth } from '../contract.ts'
import { SERVICE_LIMITS } from '../limits.ts'
import { runJob } from '../run-job.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { WarmPool } from '../sandbox/warm-pool.ts'
import type { SandboxState } from '../sandbox-state.ts'
import type { Metrics } from './metrics.ts'

export interface ReadinessParts {
  state: SandboxState
  admission: Admission
  metrics: Metrics
  log: Logger
}

/** Whether programs may be run, found by running one. */
export interface Readiness {
  /** A result no older than a second: of a trial, or of a learner's run, which proves as much. */
  health(): Promise<RunnerHealth>
  /** A learner's run has just ended as it should. */
  onProof(): void
  /** Plays a small server through one exchange, now and then every minute, whatever was proved since. */
  startCanary(): void
  stop(): void
}

type Trial = 'ready' | 'canary'

/** The smallest job that shows that a place works: processes, files and pipes; the canary also a network and its agent. */
const TRIALS: Record<Trial, Job> = {
  ready: JobSchema.parse({
    version: 1,
    kind: 'script',
    caller: 'ready',
    files: [{ path: 'ready.cjs', content: "process.stdout.write('it works')" }],
  }),
  canary: JobSchema.parse({
    version: 1,
    kind: 'lab',
    caller: 'canary',
    sites: [{ host: 'canary.test', entry: 'server.cjs', port: 3000 }],
    files: [
      {
        path: 'server.cjs',
        content:
          "require('node:http').createServer((request, response) => response.end('it works')).listen(process.env.PORT, () => process.stdout.write('it works'))",
      },
    ],
    steps: [{ id: 'ask', type: 'request', method: 'GET', url: 'http://canary.test/' }],
  }),
}

/** Takes of a pool only what nobody needs: while learners use it, their runs are the proof, unless none ends for longer than any may take. */
export function createReadiness({ state, admission, metrics, log }: ReadinessParts): Readiness {
  let provedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let trying: Promise<boolean> | null = null
  let canary: NodeJS.Timeout | null = null
  const isWithin = (at: number, ms: number): boolean => performance.now() - at < ms

  const run = async (trial: Trial, pool: WarmPool): Promise<boolean> => {
    const isOwed = !isWithin(provedAt, SERVICE_LIMITS.proofHoldsMs)
    const spare = pool.takeSpare()
    if (!spare && !isOwed) return true
    const sandbox = spare ? { ...pool, open: async () => spare } : pool
    const worked = await works(TRIALS[trial], sandbox, (error) => log.error({ err: error, trial }, 'a trial run met a fault of the sandbox'))
    metrics.tried(trial, worked)
    if (worked) provedAt = performance.now()
    else {
      failedAt = performance.now()
      log.error({ trial }, 'a trial run failed: the sandbox is tested anew')
      void state.check()
    }
    return worked
  }
  const tryOnce = (trial: Trial, pool: WarmPool): Promise<boolean> => {
    trying ??= run(trial, pool).finally(() => {
      trying = null
    })
    return trying
  }

  return {
    health: async () => {
      if (admission.state().isClosed) return unavailable('place for new runs', 'wait: the runner is shutting down')
      const pool = state.sandbox()
      const isFresh = isWithin(provedAt, SERVICE_LIMITS.readyKeptMs) || isWithin(failedAt, SERVICE_LIMITS.readyKeptMs)
      if (pool && !isFresh) await tryOnce('ready', pool)
      // The sandbox may have been withdrawn meanwhile.
      const health = state.health()
      if (health.status === 'unavailable' || failedAt <= provedAt) return health
      return unavailable('working sandbox', 'see the log of the runner: a trial run failed')
    },
    onProof: () => {
      provedAt = performance.now()
    },
    startCanary: () => {
      const sing = (): void => {
        const pool = state.sandbox()
        pool?.sweep()
        if (pool && !admission.state().isClosed) void tryOnce('canary', pool)
      }
      canary = setInterval(sing, SERVICE_LIMITS.canaryMs).unref()
      sing()
    },
    stop: () => {
      if (canary) clearInterval(canary)
    },
  }
}

const unavailable = (missing: string, fix: string): RunnerHealth => ({ status: 'unavailable', missing: [missing], fix, layers: [] })

/** Whether a trial did all that it does in a working sandbox; never rejects. */
async function works(job: Job, sandbox: Sandbox, onFault: (error: unknown) => void): Promise<boolean> {
  const events: RunEvent[] = []
  const signal = AbortSignal.timeout(SERVICE_LIMITS.trialMs)
  const { reusable } = await runJob(job, { sandbox, queueMs: 0, signal, emit: (event) => events.push(event), onFault })
  const written = events.flatMap((event) => (event.type === 'log' ? [event.text] : [])).join('')
  const answers = events.flatMap((event) => (event.type === 'exchange' ? [event.response?.status] : []))
  const end = events.at(-1) as EndEvent
  return reusable && end.outcome === 'finished' && written === 'it works' && (job.kind === 'script' || answers.join() === '200')
}
