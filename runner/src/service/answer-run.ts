import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Admission, Refusal } from '../admission.ts'
import type { EndEvent, Job, RunEvent, RunnerError } from '../contract.ts'
import { SERVICE_LIMITS } from '../limits.ts'
import { type RunContext, runJob } from '../run-job.ts'
import type { SandboxState } from '../sandbox-state.ts'
import { findMissingService } from '../services/service-rules.ts'
import type { Metrics } from './metrics.ts'
import { readJob } from './read-job.ts'

export interface RunParts {
  admission: Admission
  state: SandboxState
  metrics: Metrics
  log: Logger
  /** What ends each run that waits or goes on, by its id. */
  underWay: Map<string, AbortController>
  /** Hears that a run had the sandbox work, which proves it as well as a trial would. */
  onProof(): void
}

/**
 * Reads a job and answers with its events, or refuses: unread, when nobody can be taken. The client's leaving ends the run wherever it is: while its body is read, in the
 * queue, waiting for a place, or running.
 */
export async function answerRun(parts: RunParts, request: IncomingMessage, response: ServerResponse): Promise<RunnerError | null> {
  // A crowd is turned away at the door: to read what each brought would have the last of them wait for the first.
  if (parts.admission.isFull()) return ADMISSION_REFUSALS.busy
  const read = await readJob(request)
  if (!read) return null
  if (!read.ok) {
    if (read.error.code === 'too-large') response.setHeader('Connection', 'close')
    return read.error
  }
  const sandbox = await parts.state.sandboxOnceTested()
  if (!sandbox) return withoutSandbox(parts)
  const lacking = findMissingService(read.job, sandbox.services)
  if (lacking) return { code: 'service-missing', ...lacking }
  const runId = randomUUID()
  const ending = new AbortController()
  parts.underWay.set(runId, ending)
  const leave = (): void => ending.abort(new Error('the client left'))
  response.once('close', leave)
  if (response.destroyed) leave()
  response.setHeader('X-Run-Id', runId)
  try {
    return await runInTurn(parts, read.job, { runId, response, signal: ending.signal })
  } finally {
    parts.underWay.delete(runId)
  }
}

function withoutSandbox(parts: RunParts): RunnerError {
  const { missing, fix } = parts.state.health()
  const message = 'this machine has no working sandbox, so nothing is run'
  return { code: 'sandbox-unavailable', message, missing, fix: fix ?? undefined, retryAfterSeconds: 10 }
}

interface Answer {
  runId: string
  response: ServerResponse
  signal: AbortSignal
}

async function runInTurn(parts: RunParts, job: Job, { runId, response, signal }: Answer): Promise<RunnerError | null> {
  const log = parts.log.child({ runId, kind: job.kind })
  const emit = (event: RunEvent): void => {
    begin(response)
    if (!response.destroyed) writeLine(response, JSON.stringify(event))
    // Nothing comes after it; what the run still holds is given back without the client.
    if (event.type === 'end') finish(response)
  }
  const turnAway = (refusal: RunnerError | null): RunnerError | null => {
    log.info({ outcome: refusal ? 'refused' : 'cancelled', code: refusal?.code }, 'run not begun')
    if (refusal && !response.headersSent) return refusal
    if (refusal) parts.metrics.refused(refusal.code)
    emit(endOfNothing(refusal))
    return null
  }
  const admitted = await parts.admission.admit(job.caller, signal, (position) => emit({ type: 'queue', position }))
  if (!admitted.ok) return turnAway(admitted.reason === 'cancelled' ? null : ADMISSION_REFUSALS[admitted.reason])
  try {
    // It may have been withdrawn while the run waited.
    const sandbox = parts.state.sandbox()
    if (!sandbox) return turnAway(withoutSandbox(parts))
    if (response.headersSent) emit({ type: 'queue', position: 0 })
    else begin(response)
    await runAdmitted(parts, job, { sandbox, queueMs: admitted.value.queueMs, signal, emit, log })
    await handedOn(response)
  } finally {
    admitted.value.release()
  }
  return null
}

type Admitted = Omit<RunContext, 'onFault'> & { log: Logger }

/** Runs the job, and resolves when nothing is left of it, however long that takes. */
async function runAdmitted(parts: RunParts, job: Job, { log, ...context }: Admitted): Promise<void> {
  const onFault = (error: unknown): void => {
    log.error({ err: error }, 'run met a fault of the sandbox')
    void parts.state.check()
  }
  const { end, reusable, endAgain } = await runJob(job, { ...context, onFault })
  if (end.outcome !== 'internal' && end.outcome !== 'cancelled') parts.onProof()
  parts.metrics.runEnded(job.kind, end)
  log.info({ outcome: end.outcome, limit: end.limit, checks: end.checks, ...end.used }, 'run ended')
  if (!reusable) {
    log.error('something of the run could not be ended: its place is kept out of use')
    await endInTime(endAgain)
    log.info('what was left of the run is gone: its place is free again')
  }
}

/** Tries until nothing is left. The service goes on meanwhile, one place poorer. */
async function endInTime(endAgain: () => Promise<void>): Promise<void> {
  const hasEnded = (): Promise<boolean> =>
    endAgain().then(
      () => true,
      () => false,
    )
  while (!(await hasEnded())) await new Promise((resolve) => setTimeout(resolve, SERVICE_LIMITS.endAgainMs).unref())
}

/** From here on the answer is 200 and a stream: whatever comes is told by an event. */
function begin(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
  // After this turn, in which the run begins: the program starts a fifth of a millisecond earlier.
  setImmediate(() => {
    if (!response.writableEnded) response.flushHeaders()
  })
}

/** What is told in one turn is written at once, and after the turn: a run's next request leaves before the last one is told. */
function writeLine(response: ServerResponse, line: string): void {
  if (response.writableCorked === 0) {
    response.cork()
    process.nextTick(() => {
      if (!response.writableEnded) response.uncork()
    })
  }
  response.write(`${line}\n`)
}

function finish(response: ServerResponse): void {
  const patience = setTimeout(() => response.destroy(), SERVICE_LIMITS.flushMs)
  response.once('close', () => clearTimeout(patience))
  response.uncork()
  response.end()
}

/**
 * Resolves when all that was told is on its way, or the client is gone. Until then it takes memory here, megabytes for a client that does not read: as that is part of
 * the run's share of the machine, no more runs are kept so than may go on at once, and no more of one caller.
 */
function handedOn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.writableFinished || response.destroyed) return resolve()
    response.once('finish', resolve)
    response.once('close', resolve)
  })
}

function endOfNothing(refusal: RunnerError | null): EndEvent {
  return {
    type: 'end',
    outcome: refusal ? 'refused' : 'cancelled',
    exitCode: null,
    signal: null,
    site: null,
    limit: null,
    used: { wallMs: 0, queueMs: 0, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
    portsFound: [],
    degraded: [],
    ...(refusal ? { refusal } : {}),
  }
}

const ADMISSION_REFUSALS: Record<Exclude<Refusal, 'cancelled'>, RunnerError> = {
  'too-many': { code: 'too-many', message: 'too many runs of yours are waiting already', retryAfterSeconds: 5 },
  busy: { code: 'busy', message: 'all places are taken and the queue is full', retryAfterSeconds: 10 },
  'shutting-down': { code: 'shutting-down', message: 'the runner is shutting down', retryAfterSeconds: 5 },
}
