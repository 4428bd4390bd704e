import type { RunClock } from './clock/run-clock.ts'
import type { Job } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import type { Place, Program, ProgramEnd } from './sandbox/sandbox.ts'
import { serviceEnvironment, servicePackages } from './services/service-rules.ts'

/** How a program ended that nobody had told to, and which: a site's, or a script's (null). */
export interface EndedProgram extends ProgramEnd {
  site: string | null
}

/** The running programs of one run: a script's, or one for each site of a lab. */
export interface Programs {
  /** Resolves with the first that ended by itself; never rejects. */
  ended: Promise<EndedProgram>
  /** Whether one has. */
  isOver(): boolean
  /**
   * Ends every process of a site (of all without a host) and starts its program anew, in a folder that holds the job's files and nothing
   * else. False when the run's other programs left nothing for it to boot with; rejects when the sandbox could not be made otherwise.
   */
  restart(host: string | undefined): Promise<boolean>
  /** Moves the time of all programs on; resolves when they have, soon at the latest, with the milliseconds until the next of their timers, if any is set. */
  advance(byMs: number): Promise<number | null>
  /** Resolves when all have told what they wrote: at the latest when the place has closed. */
  drained(): Promise<void>
}

const isTrue = (): boolean => true
const isFalse = (): boolean => false

type OnOutput = (site: string | null, stream: 'stdout' | 'stderr', bytes: Buffer) => void

/** Boots as many processes as the job has programs, then starts them together: with a clock of their own, or in real time (null). */
export async function startPrograms(
  job: Job,
  place: Place,
  clock: RunClock | null,
  startServices: () => Promise<void>,
  onOutput: OnOutput,
): Promise<Programs> {
  const { promise: ended, resolve } = Promise.withResolvers<EndedProgram>()
  const running = new Map<string | null, Program>()
  const all: Program[] = []
  let isOver = false

  const start = (site: Job['sites'][number] | null): void => {
    const host = site?.host ?? null
    const program = place.start(
      {
        files: job.files,
        entry: site?.entry ?? job.entry ?? (job.files[0] as { path: string }).path,
        env: { ...serviceEnvironment(job), ...(site ? { PORT: String(site.port) } : {}) },
        stdin: job.stdin ?? '',
        clockStartsAtMs: clock?.nowMs() ?? null,
      },
      (stream, bytes) => onOutput(host, stream, bytes),
    )
    running.set(host, program)
    all.push(program)
    void program.ended.then((how) => {
      // One that was taken off the list before was told to end.
      if (running.get(host) !== program) return
      isOver = true
      resolve({ ...how, site: host })
    })
  }

  const packages = servicePackages(job)
  const hosts = job.sites.map(({ host }) => host)
  // Services start while processes boot and load; a program finds them answering.
  await Promise.all([place.prepare({ hosts, packages, programs: Math.max(1, job.sites.length) }), startServices()])
  if (job.sites.length === 0) start(null)
  for (const site of job.sites) start(site)

  const restartOne = async (site: Job['sites'][number]): Promise<boolean> => {
    const boot = (): Promise<void> => place.prepare({ packages, programs: 1 })
    const endFormer = async (): Promise<void> => {
      const former = running.get(site.host)
      running.delete(site.host)
      await former?.end()
    }
    // The next process boots while the former still serves: the server is away no longer than it must.
    if (!(await boot().then(isTrue, isFalse))) {
      // The former may have taken all that a run has, tasks or memory, which the next then lacks.
      await endFormer()
      if (!(await (running.size > 0 ? boot().then(isTrue, isFalse) : boot().then(isTrue)))) return false
    }
    await endFormer()
    if (!isOver) start(site)
    return true
  }

  return {
    ended,
    isOver: () => isOver,
    restart: async (host) => {
      // One after the other: together, those of several sites would need the memory of twice as many.
      for (const site of job.sites.filter((one) => host === undefined || one.host === host)) if (!(await restartOne(site))) return false
      return true
    },
    advance: async (byMs) => {
      const next = await Promise.all([...running.values()].map((program) => program.clock?.advance(byMs, RUN_LIMITS.clockMs) ?? null))
      return next.reduce<number | null>((soonest, ms) => (soonest === null || (ms !== null && ms < soonest) ? ms : soonest), null)
    },
    drained: async () => {
      await Promise.all(all.map((program) => program.drained))
    },
  }
}
