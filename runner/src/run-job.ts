import { createRunBrowsers } from './browsers/run-browsers.ts'
import { runChecks } from './checks/run-checks.ts'
import { createTimeline, type Timeline } from './checks/timeline.ts'
import { createRunClock } from './clock/run-clock.ts'
import type { EndEvent, Job, RunEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { decideOutcome } from './outcome.ts'
import { createOutputCollector } from './output-collector.ts'
import { type Played, playSteps } from './play-steps.ts'
import { type EndedProgram, type Programs, startPrograms } from './programs.ts'
import { createStop, type Stop, watch } from './run-watch.ts'
import { SandboxFault } from './sandbox/bwrap-process.ts'
import type { Place, Sandbox } from './sandbox/sandbox.ts'
import { advanceTogether } from './services/advance-together.ts'
import { createRunServices } from './services/run-services.ts'
import { isServicePort } from './services/service-rules.ts'

/** What a run needs besides its job. */
export interface RunContext {
  sandbox: Sandbox
  /** How long a permit was waited for; the wait for a booted place is added. */
  queueMs: number
  /** Aborted when the caller is gone. */
  signal: AbortSignal
  /** Gets every event in order, the end last. */
  emit(event: RunEvent): void
  /** Gets what went wrong on our side, for the log. */
  onFault(error: unknown): void
}

/**
 * Runs one job in a sandbox of its own. Always emits exactly one end, and never throws for anything that the program
 * does. `reusable` is false when something of the run could not be ended: then its share of the machine is not free until `endAgain` resolves.
 */
export async function runJob(job: Job, context: RunContext): Promise<{ end: EndEvent; reusable: boolean; endAgain(): Promise<void> }> {
  let place: Place | null = null
  let placeOfChecks = null as Place | null
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= place?.close() ?? Promise.resolve()
    return closing
  }
  const openForChecks = async (): Promise<Place> => {
    await close()
    placeOfChecks = await context.sandbox.open('now', context.signal)
    return placeOfChecks
  }
  let end: EndEvent
  const askedAt = performance.now()
  try {
    place = await context.sandbox.open('now', context.signal)
    const timeline = job.checks === undefined ? null : createTimeline()
    const emit = (event: RunEvent): void => {
      timeline?.take(event)
      context.emit(event)
    }
    end = await runInPlace(job, { ...context, emit, queueMs: context.queueMs + (performance.now() - askedAt) }, place, close)
    if (job.checks !== undefined && timeline && end.outcome !== 'cancelled')
      end = { ...end, checks: await tellChecks(job.checks, timeline.of(end), context, openForChecks) }
  } catch (error) {
    const isCancelled = place === null && context.signal.aborted
    if (!isCancelled) context.onFault(error)
    end = { ...endOf(context, null), outcome: isCancelled ? 'cancelled' : 'internal' }
  }
  // Nobody needs to wait until the last process is gone, but for the place itself.
  context.emit(end)
  const reusable = await Promise.all([close(), placeOfChecks?.close()]).then(
    () => true,
    () => false,
  )
  return { end, reusable, endAgain: async () => void (await Promise.all([place?.close(), placeOfChecks?.close()])) }
}

/** Plays the job's checks when nothing of the run is left, and tells what they found. A fault of ours leaves the run as it was, with its checks not played. */
async function tellChecks(source: string, timeline: Timeline, context: RunContext, open: () => Promise<Place>): Promise<'run' | 'failed'> {
  try {
    const results = await runChecks(source, timeline, await open(), context.signal)
    for (const result of results ?? []) context.emit(result)
    return results ? 'run' : 'failed'
  } catch (error) {
    if (!context.signal.aborted) context.onFault(error)
    return 'failed'
  }
}

async function runInPlace(job: Job, context: RunContext, place: Place, close: () => Promise<void>): Promise<EndEvent> {
  const wallMaxMs = job.limits?.wallMs ?? (job.kind === 'lab' ? RUN_LIMITS.labWallMs : RUN_LIMITS.scriptWallMs)
  const output = createOutputCollector(RUN_LIMITS)
  const told = new Map<string, [string | null, 'stdout' | 'stderr']>()
  let seq = 0
  let startedAt: number | null = null
  const now = (): number => (startedAt === null ? 0 : Math.round((performance.now() - startedAt) * 100) / 100)
  const tell = (site: string | null, stream: 'stdout' | 'stderr', text: string | null): void => {
    if (text === null) return
    context.emit({ type: 'log', stream, site, seq, at: now(), text })
    seq += 1
  }
  const stopping = createStop()
  const emit = (event: RunEvent): void => {
    if (!stopping.reason()) context.emit(event)
  }
  const services = createRunServices(job, place, now, emit)
  const startServices = async (): Promise<void> => {
    const silent = await services.start(job.services)
    if (silent.length > 0) throw new SandboxFault(`a service did not answer: ${silent.join(', ')}`)
  }
  const clock = createRunClock(job.clockStart === undefined ? null : Date.parse(job.clockStart))
  const isClocked = job.clockStart !== undefined || job.steps.some((step) => step.type === 'wait')
  let isHeard = true
  const onOutput = (site: string | null, stream: 'stdout' | 'stderr', bytes: Buffer): void => {
    if (!isHeard) return
    const name = `${site} ${stream}`
    told.set(name, [site, stream])
    tell(site, stream, output.take(name, bytes))
    const limit = output.limit()
    if (limit) stopping.stop(limit)
  }
  const programs = await startPrograms(job, place, isClocked ? clock : null, startServices, onOutput).catch((error: unknown) => {
    services.leave()
    throw error
  })
  startedAt = performance.now()
  const watching = watch(place, wallMaxMs, stopping, context.signal)
  const advance = async (byMs: number): Promise<void> => {
    if (job.services.length === 0) await programs.advance(byMs)
    else
      await advanceTogether(
        byMs,
        { programs: programs.advance, services: services.shorten, rest: async () => void (await untilIdle(place, programs.isOver)) },
        RUN_LIMITS.waitStopsMax,
      )
  }
  const goesOn = (): boolean => !programs.isOver() && !stopping.reason()
  const { agent } = place
  const { sites } = job
  const played =
    job.kind === 'lab'
      ? playSteps({
          steps: job.steps,
          sites,
          agent,
          browsers: createRunBrowsers({ browsers: job.browsers, sites, agent, clock, now, emit, goesOn }),
          restart: programs.restart,
          advance,
          services,
          clock,
          now,
          emit,
          goesOn,
          settled: () => Promise.race([programs.ended, delay(RUN_LIMITS.settleMs)]),
        })
      : null
  const { ended, silentSite, isAtRest } = await waitForEnd(programs, played, stopping, place).finally(() => watching.stop())
  const wallMs = now()
  services.leave()
  const portsFound = stopping.reason() === 'listen' ? place.listeningPorts().filter((port) => !isServicePort(job, port)) : []
  const usage = place.usage()
  if (isAtRest) await untilRead()
  else {
    // A fault of it is told by whether the place can be used again.
    close().catch(() => undefined)
    await programs.drained()
  }
  // A program at rest still lives, and what it wakes up to say is too late.
  isHeard = false
  for (const [name, [site, stream]] of told) tell(site, stream, output.rest(name))
  const memoryPeakBytes = usage.memoryPeakBytes ?? watching.sampledBytes()
  const decision = decideOutcome({
    kind: job.kind,
    stop: stopping.reason(),
    ended,
    wallMaxMs,
    wallMs,
    cpuMs: usage.cpuMs,
    memoryPeakBytes,
    oomKills: usage.oomKills,
    outputLimit: output.limit(),
    output: output.arrived(),
  })
  const used = { wallMs, queueMs: context.queueMs, cpuMs: usage.cpuMs, memoryPeakBytes: usage.memoryPeakBytes, outputBytes: output.bytes() }
  // Where several share what was used up, none of them alone is to blame.
  const site = ended?.site ?? silentSite ?? (job.sites.length === 1 ? (job.sites[0]?.host ?? null) : null)
  return { ...endOf(context, site), ...decision, used, portsFound }
}

/** The program that ended by itself, if one did, and the site that never listened, if that ended the run. */
interface Ending {
  ended: EndedProgram | null
  silentSite: string | null
  /** Whether all programs waited for something when the run ended, so that they had written what they would. */
  isAtRest?: boolean
}

/** Waits until a program ends, the steps are played or we stop the run. */
async function waitForEnd(programs: Programs, played: Promise<Played> | null, stopping: Stop, place: Place): Promise<Ending> {
  const over = Promise.race([programs.ended, stopping.stopped.then(() => null)])
  if (!played) return { ended: await over, silentSite: null }
  // A fault of the agent counts while the run goes on; when it is over, the agent is ended with everything else.
  const first = await Promise.race([over, played])
  if (first === null) return { ended: null, silentSite: null }
  if ('exitCode' in first) {
    // The exchange in progress ends with the server; it belongs to the timeline.
    await Promise.race([played.catch(() => null), delay(RUN_LIMITS.settleMs * 3)])
    return { ended: first, silentSite: null }
  }
  if (first.how === 'no-server') {
    stopping.stop('listen')
    return { ended: null, silentSite: first.site }
  }
  const late = await Promise.race([over, untilIdle(place, programs.isOver)])
  if (typeof late === 'object' && late && first.how === 'broken-off') return { ended: late, silentSite: null }
  stopping.stop('steps-done')
  return { ended: null, silentSite: null, isAtRest: late === true }
}

/** Resolves when the programs rest, so that what they write after the last answer is still told; soon at the latest. Whether they did. */
async function untilIdle(place: Place, isOver: () => boolean): Promise<boolean> {
  const deadline = performance.now() + RUN_LIMITS.settleMs
  const look = (rests: number): number => (place.isBusy() ? 0 : rests + 1)
  let rests = look(0)
  for (; rests < 2 && performance.now() < deadline && !isOver(); rests = look(rests))
    await (rests === 0 ? delay(RUN_LIMITS.busyMs) : passTurns(RUN_LIMITS.restMs))
  return rests === 2
}

/** Waits for less than a timer can, which counts whole milliseconds; everything else goes on in the turns of the event loop that pass. */
async function passTurns(ms: number): Promise<void> {
  const until = performance.now() + ms
  do await new Promise((resolve) => setImmediate(resolve))
  while (performance.now() < until)
}

/** Resolves when what stood in the programs' pipes has been read: each turn of the event loop reads all that is there. */
async function untilRead(): Promise<void> {
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

const delay = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms))

function endOf(context: RunContext, site: string | null): EndEvent {
  return {
    type: 'end',
    outcome: 'internal',
    exitCode: null,
    signal: null,
    site,
    limit: null,
    used: { wallMs: 0, queueMs: context.queueMs, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
    portsFound: [],
    degraded: context.sandbox.degraded,
  }
}
