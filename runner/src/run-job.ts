import type { EndEvent, Job, RequestStep, RunEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import { decideOutcome } from './outcome.ts'
import { createOutputCollector } from './output-collector.ts'
import { type Played, playSteps } from './play-steps.ts'
import { createStop, type Stop, watch } from './run-watch.ts'
import type { Place, Program, ProgramEnd, Sandbox } from './sandbox/sandbox.ts'

/** What a run needs besides its job. */
export interface RunContext {
  sandbox: Sandbox
  /** How long a permit was waited for. */
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
 * does. `reusable` is false when something of the run could not be ended: then its share of the machine is not free.
 */
export async function runJob(job: Job, context: RunContext): Promise<{ end: EndEvent; reusable: boolean }> {
  const site = job.sites[0] ?? null
  let place: Place | null = null
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= place?.close() ?? Promise.resolve()
    return closing
  }
  let end: EndEvent
  try {
    place = await context.sandbox.open()
    end = await runInPlace(job, context, place, close)
  } catch (error) {
    context.onFault(error)
    end = { ...endOf(context, site?.host ?? null), outcome: 'internal' }
  }
  const reusable = await close().then(
    () => true,
    () => false,
  )
  context.emit(end)
  return { end, reusable }
}

async function runInPlace(job: Job, context: RunContext, place: Place, close: () => Promise<void>): Promise<EndEvent> {
  const site = job.sites[0] ?? null
  const wallMaxMs = job.limits?.wallMs ?? (job.kind === 'lab' ? RUN_LIMITS.labWallMs : RUN_LIMITS.scriptWallMs)
  const output = createOutputCollector(RUN_LIMITS)
  let seq = 0
  let startedAt = performance.now()
  const now = (): number => Math.round((performance.now() - startedAt) * 100) / 100
  const tell = (stream: 'stdout' | 'stderr', text: string | null): void => {
    if (text === null) return
    context.emit({ type: 'log', stream, site: site?.host ?? null, seq, at: now(), text })
    seq += 1
  }
  const stopping = createStop()
  const program = await place.start(
    {
      files: job.files,
      entry: site?.entry ?? job.entry ?? (job.files[0] as { path: string }).path,
      env: site ? { PORT: String(site.port) } : {},
      stdin: job.stdin ?? '',
      hosts: job.sites.map(({ host }) => host),
    },
    (stream, bytes) => {
      tell(stream, output.take(stream, bytes))
      const limit = output.limit()
      if (limit) stopping.stop(limit)
    },
  )
  startedAt = performance.now()
  const watching = watch(place, wallMaxMs, stopping, context.signal)
  let over = false
  const ended = program.ended.then((how) => {
    over = true
    return how
  })
  const emit = (event: RunEvent): void => {
    if (!stopping.reason()) context.emit(event)
  }
  const steps = job.steps as RequestStep[]
  const played =
    site &&
    playSteps({
      steps,
      site,
      agent: place.agent,
      now,
      emit,
      goesOn: () => !over && !stopping.reason(),
      settled: () => Promise.race([ended, delay(RUN_LIMITS.settleMs * 4)]),
    })
  const how = await waitForEnd(ended, played, stopping, () => untilIdle(place, () => over)).finally(() => watching.stop())
  const wallMs = now()
  const portsFound = stopping.reason() === 'listen' ? place.listeningPorts() : []
  const usage = place.usage()
  await close()
  await program.drained
  for (const stream of ['stdout', 'stderr'] as const) tell(stream, output.rest(stream))
  const memoryPeakBytes = usage.memoryPeakBytes ?? watching.sampledBytes()
  const decision = decideOutcome({
    kind: job.kind,
    stop: stopping.reason(),
    ended: how,
    wallMaxMs,
    cpuMs: usage.cpuMs,
    memoryPeakBytes,
    oomKills: usage.oomKills,
    outputLimit: output.limit(),
  })
  const used = { wallMs, queueMs: context.queueMs, cpuMs: usage.cpuMs, memoryPeakBytes: usage.memoryPeakBytes, outputBytes: output.bytes() }
  return { ...endOf(context, site?.host ?? null), ...decision, used, portsFound }
}

/** Waits until the program ends, the steps are played or we stop it; gives how the program ended if it did by itself. */
async function waitForEnd(
  ended: Program['ended'],
  played: Promise<Played> | null,
  stopping: Stop,
  idle: () => Promise<void>,
): Promise<ProgramEnd | null> {
  const over = Promise.race([ended, stopping.stopped.then(() => null)])
  if (!played) return over
  // A fault of the agent counts while the run goes on; when it is over, the agent is ended with everything else.
  const first = await Promise.race([over, played])
  if (first === null) return null
  if (typeof first === 'object') {
    // The exchange in progress ends with the server; it belongs to the timeline.
    await Promise.race([played.catch(() => null), delay(RUN_LIMITS.settleMs * 10)])
    return first
  }
  if (first === 'no-server') {
    stopping.stop('listen')
    return null
  }
  const late = await Promise.race([over, idle().then(() => null)])
  if (late && first === 'broken-off') return late
  stopping.stop('steps-done')
  return null
}

/** Resolves when the program's processes rest, so that what they write after the last answer is still told; soon at the latest. */
async function untilIdle(place: Place, isOver: () => boolean): Promise<void> {
  const deadline = performance.now() + RUN_LIMITS.settleMs
  for (let before = place.usage().cpuMs, rests = 0; rests < 2 && performance.now() < deadline && !isOver(); ) {
    await delay(RUN_LIMITS.restMs)
    const { cpuMs } = place.usage()
    rests = cpuMs !== null && cpuMs === before ? rests + 1 : 0
    before = cpuMs
  }
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
