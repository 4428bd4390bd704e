import 'server-only'
import { EventSchema, type Job, type RunEvent, RunnerErrorSchema, RunnerHealthSchema } from '@crumbtrail/runner/contract'
import { env } from '#lib/env.ts'
import { lineCutter } from './ndjson-rules.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'
import type { Refusal, RefusalCode } from './refusal-words.ts'

/** The events of a job that the runner took, or why it did not. */
export type RunnerStart = { ok: true; events: AsyncGenerator<RunEvent, void> } | { ok: false; refusal: Refusal }

/** Whether code can be run now; `missing` and `fix` say what an operator has to do when not. */
export type RunnerStatus = { state: 'ready' | 'degraded' | 'unavailable' | 'away' | 'disabled'; missing: string[]; fix: string | null }

const HEALTH_MS_MAX = 2_000
/**
 * A page asks for the status as it opens; many pages opening at once ask the runner once. It answers by running a program, so what is
 * well is believed longer: a run tells soon enough when it no longer is.
 */
const STATUS_KEPT_MS = 2_000
const WELL_KEPT_MS = 10_000

/**
 * Hands a job to the runner. Answers when the runner takes it (the events then stream, checked one by one, and end with exactly
 * one `end` event), or with why not. Ends when `signal` aborts, and so does the run; the events then stop without an `end`.
 * What breaks the stream is our fault and becomes an `end` with the outcome `internal`. Never throws.
 */
export async function startRunnerJob(job: Job, signal: AbortSignal): Promise<RunnerStart> {
  const { RUNNER_URL, RUNNER_SECRET } = env()
  const answerTimeout = new AbortController()
  const timer = setTimeout(() => answerTimeout.abort(), PLAYGROUND_LIMITS.runnerAnswerMsMax)
  try {
    const response = await fetch(new URL('/v1/runs', RUNNER_URL), {
      method: 'POST',
      headers: { authorization: `Bearer ${RUNNER_SECRET}`, 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(job),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.any([signal, answerTimeout.signal]),
    })
    if (!response.ok || !response.body) return { ok: false, refusal: await refusalFrom(response) }
    return { ok: true, events: eventsOf(response.body, signal) }
  } catch {
    kept = null
    return { ok: false, refusal: { code: 'runner-away', message: 'The service that runs code does not answer.' } }
  } finally {
    clearTimeout(timer)
  }
}

let kept: { at: number; status: Promise<RunnerStatus>; isWell: boolean } | null = null

/** The runner's state as its health says it, at most two seconds old, or ten while it is well. Never throws. */
export function runnerStatus(now = Date.now()): Promise<RunnerStatus> {
  if (!env().LEARNING_RUNNER_ENABLED) return Promise.resolve({ state: 'disabled', missing: [], fix: null })
  if (kept && Math.abs(now - kept.at) <= (kept.isWell ? WELL_KEPT_MS : STATUS_KEPT_MS)) return kept.status
  const asked = { at: now, status: askStatus(), isWell: false }
  kept = asked
  return asked.status.then((status) => {
    asked.isWell = status.state === 'ready' || status.state === 'degraded'
    return status
  })
}

async function askStatus(): Promise<RunnerStatus> {
  try {
    const response = await fetch(new URL('/health/ready', env().RUNNER_URL), {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(HEALTH_MS_MAX),
    })
    const health = RunnerHealthSchema.parse(await response.json())
    return { state: health.status, missing: health.missing, fix: health.fix }
  } catch {
    return { state: 'away', missing: [], fix: null }
  }
}

async function* eventsOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<RunEvent, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const cutter = lineCutter(PLAYGROUND_LIMITS.eventLengthMax)
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.byteLength
      if (length > PLAYGROUND_LIMITS.runLengthMax) throw new Error('the run has more events than a page can take')
      for (const line of cutter.push(decoder.decode(value, { stream: true }))) {
        const event = EventSchema.parse(JSON.parse(line))
        yield event
        if (event.type === 'end') return
      }
    }
    if (!signal.aborted) yield brokenEnd()
  } catch {
    if (!signal.aborted) yield brokenEnd()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Stands for the `end` that never came or could not be read. What was known of the runner is known no more. */
function brokenEnd(): RunEvent {
  kept = null
  return {
    type: 'end',
    outcome: 'internal',
    exitCode: null,
    signal: null,
    site: null,
    limit: null,
    used: { wallMs: 0, queueMs: 0, cpuMs: null, memoryPeakBytes: null, outputBytes: 0 },
    portsFound: [],
    degraded: [],
  }
}

type RunnerCode = ReturnType<typeof RunnerErrorSchema.parse>['error']['code']

/** The runner's refusals as the site's: what only a wrong setting of ours can cause is our own fault to the page. */
const CODES: Record<RunnerCode, RefusalCode> = {
  'bad-request': 'bad-request',
  unauthorized: 'internal',
  'not-found': 'internal',
  'method-not-allowed': 'internal',
  'too-large': 'too-large',
  'service-missing': 'service-missing',
  busy: 'busy',
  'too-many': 'too-many',
  'sandbox-unavailable': 'sandbox-unavailable',
  'shutting-down': 'runner-away',
  internal: 'internal',
}

async function refusalFrom(response: Response): Promise<Refusal> {
  const parsed = RunnerErrorSchema.safeParse(await response.json().catch(() => null))
  if (!parsed.success) return { code: 'internal', message: 'The service that runs code gave an answer that cannot be read.' }
  const { error } = parsed.data
  const code = CODES[error.code]
  if (code === 'internal') return { code, message: 'The service that runs code refused to work for this site.' }
  return { ...error, code }
}
