import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AdmissionState } from '../admission.ts'
import type { EndEvent, Job, RunnerError, RunnerHealth } from '../contract.ts'
import type { PoolEars, PoolState } from '../sandbox/warm-pool.ts'

/** What is asked when the figures are read. */
export interface MetricsSources {
  admission(): AdmissionState
  /** Null while there is no sandbox. */
  pool(): PoolState | null
  health(): RunnerHealth
  /** Processor time of all places so far; null where it is not counted. */
  placesCpuMs(): number | null
}

/** The service in figures. No label holds anything that a caller or a program chose. */
export interface Metrics extends PoolEars {
  runEnded(kind: Job['kind'], end: EndEvent): void
  refused(code: RunnerError['code']): void
  /** A trial run of the service's own: `ready` for whoever asks, `canary` by the clock. */
  tried(trial: 'ready' | 'canary', worked: boolean): void
  contentType: string
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

const RUN_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30]
const BOOT_SECONDS = [0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 5, 15]
const MEMORY_BYTES = [16, 32, 64, 96, 128, 192, 256].map((mebibytes) => mebibytes * 1024 * 1024)

/** Figures of its own for each service, so that two in one process do not mix. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry()
  const name = (rest: string): string => `crumbtrail_runner_${rest}`
  const options = (rest: string, help: string) => ({ name: name(rest), help, registers: [registry] })
  const gauge = (rest: string, help: string, read: () => number): void => {
    new Gauge({
      ...options(rest, help),
      collect() {
        this.set(read())
      },
    })
  }
  const histogram = (rest: string, help: string, buckets: number[], labelNames: string[] = []) =>
    new Histogram({ ...options(rest, help), buckets, labelNames })

  collectDefaultMetrics({ register: registry, prefix: name('') })
  const runs = new Counter({ ...options('runs_total', 'Runs that ended, by kind and outcome.'), labelNames: ['kind', 'outcome'] })
  const refusals = new Counter({ ...options('refusals_total', 'Requests that were refused, by code.'), labelNames: ['code'] })
  const trials = new Counter({ ...options('trials_total', 'Trial runs of the service itself.'), labelNames: ['trial', 'result'] })
  const failedBoots = new Counter(options('failed_boots_total', 'Places that could not be booted.'))
  const discarded = new Counter(options('discarded_places_total', 'Places that died while they waited.'))
  const wallSeconds = histogram('run_seconds', 'Wall time of runs, waiting apart.', RUN_SECONDS, ['kind'])
  const cpuSeconds = histogram('run_cpu_seconds', "Processor time of runs' programs, booting apart.", RUN_SECONDS, ['kind'])
  const queueSeconds = histogram('queue_seconds', 'How long runs waited for their place.', RUN_SECONDS)
  const memoryBytes = histogram('run_memory_peak_bytes', 'The most memory that a run held.', MEMORY_BYTES)
  const bootSeconds = histogram('boot_seconds', 'How long a place took to boot.', BOOT_SECONDS)
  gauge('queue_length', 'Runs that wait for admission.', () => sources.admission().waiting)
  gauge('runs_active', 'Runs that were admitted and have not ended.', () => sources.admission().running)
  gauge('places_ready', 'Booted places that wait for a run.', () => sources.pool()?.waiting ?? 0)
  gauge('places_booting', 'Places that are being booted.', () => sources.pool()?.booting ?? 0)
  gauge('place_takers', 'Admitted runs that wait for a place to be booted.', () => sources.pool()?.takers ?? 0)
  new Counter({
    ...options('places_cpu_seconds_total', 'Processor time of all places, booting included; stays 0 where no cgroup counts it.'),
    collect() {
      this.reset()
      this.inc((sources.placesCpuMs() ?? 0) / 1000)
    },
  })
  gauge('ready', 'Whether programs may be run: 1, with fewer layers 0.5, or not at all 0.', () => READY[sources.health().status])

  return {
    runEnded: (kind, { outcome, used }) => {
      runs.inc({ kind, outcome })
      wallSeconds.observe({ kind }, used.wallMs / 1000)
      queueSeconds.observe(used.queueMs / 1000)
      if (used.cpuMs !== null) cpuSeconds.observe({ kind }, used.cpuMs / 1000)
      if (used.memoryPeakBytes !== null) memoryBytes.observe(used.memoryPeakBytes)
    },
    refused: (code) => refusals.inc({ code }),
    tried: (trial, worked) => trials.inc({ trial, result: worked ? 'worked' : 'failed' }),
    booted: (ms) => bootSeconds.observe(ms / 1000),
    bootFailed: () => failedBoots.inc(),
    discarded: () => discarded.inc(),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

const READY = { ready: 1, degraded: 0.5, unavailable: 0 } as const
