import 'server-only'
import { CONTRACT_VERSION, type Job, type JobInput, JobSchema, type RunEvent } from '@crumbtrail/runner/contract'
import { env } from '#lib/env.ts'
import { labToJob } from '#lib/lessons/lab-job.ts'
import { signPass } from '#lib/progress/pass-receipt.ts'
import { findLab } from './find-lab.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'
import type { Refusal } from './refusal-words.ts'
import { firstFault, type LabRun, type RunRequest, type ScriptRun } from './run-request-schema.ts'
import { hasPassed, type StreamEvent } from './run-stream.ts'
import { createRunThrottle } from './run-throttle.ts'
import { startRunnerJob } from './runner-client.ts'

/** The events of a run that has begun, or why there is none. */
export type RunStart = { ok: true; events: AsyncGenerator<StreamEvent, void> } | { ok: false; refusal: Refusal }

const throttle = createRunThrottle(PLAYGROUND_LIMITS)

/**
 * Runs what a caller asks for, within the caller's limits. Answers with the events of the run or with why there is none.
 * The place among the caller's runs is given back when the events end or when `signal` aborts, whichever comes first.
 */
export async function startRun(caller: string, request: RunRequest, signal: AbortSignal): Promise<RunStart> {
  if (!env().LEARNING_RUNNER_ENABLED) return refuse({ code: 'disabled', message: 'Running code is switched off on this site.' })
  const made = 'lessonId' in request ? await labJob(caller, request) : scriptJob(caller, request)
  if ('refusal' in made) return refuse(made.refusal)
  const admission = await throttle.admit(caller)
  if (!admission.ok) {
    const { reason, retryAfterSeconds } = admission
    const message =
      reason === 'rate'
        ? `At most ${PLAYGROUND_LIMITS.runsPerMinute} runs a minute, and ${PLAYGROUND_LIMITS.runsBurst} in ${PLAYGROUND_LIMITS.runsBurstSeconds} seconds.`
        : `${PLAYGROUND_LIMITS.runsAtOnce} of your runs are still under way.`
    return refuse({ code: 'too-many', message, retryAfterSeconds })
  }
  signal.addEventListener('abort', admission.release, { once: true })
  if (signal.aborted) admission.release()
  const started = await startRunnerJob(made.job, signal)
  if (!started.ok) {
    admission.release()
    return started
  }
  const events = made.lesson ? thenPassed(started.events, made.lesson) : started.events
  return { ok: true, events: thenRelease(events, admission.release) }
}

/** `lesson`: whose checks the job asks for; null for a script of the page's own. */
type CheckedLesson = { lessonId: string; contentVersion: string }
type MadeJob = { job: Job; lesson: CheckedLesson | null } | { refusal: Refusal }

async function labJob(caller: string, { lessonId, files, requests }: LabRun): Promise<MadeJob> {
  const found = await findLab(lessonId)
  if (!found) return { refusal: { code: 'not-found', message: 'There is no lesson with a lab under this id.', field: 'lessonId' } }
  const { lab, contentVersion } = found
  const stepCount = lab.steps.length
  if (requests.length > 0 && lab.kind !== 'server')
    return { refusal: { code: 'bad-request', message: 'expected no requests, because this lab is a script', field: 'requests' } }
  const written = new Map(files.map((file) => [file.path, file]))
  const untouched = lab.start.filter(({ path }) => !written.has(path))
  const job = labToJob({ ...lab, steps: [...lab.steps, ...requests] }, [...files, ...untouched], caller)
  return checked(job, { lessonId, contentVersion }, (path) =>
    path[0] === 'steps' && Number(path[1]) >= stepCount ? ['requests', Number(path[1]) - stepCount, ...path.slice(2)] : path,
  )
}

function scriptJob(caller: string, { files, entry, stdin }: ScriptRun): MadeJob {
  const optional = { ...(entry === undefined ? {} : { entry }), ...(stdin === undefined ? {} : { stdin }) }
  return checked({ version: CONTRACT_VERSION, kind: 'script', files, caller, ...optional }, null, (path) => path)
}

function checked(job: JobInput, lesson: CheckedLesson | null, toRequestPath: (path: PropertyKey[]) => PropertyKey[]): MadeJob {
  const parsed = JobSchema.safeParse(job)
  if (parsed.success) return { job: parsed.data, lesson }
  const [issue] = parsed.error.issues
  const fault = firstFault(parsed.error)
  const field = toRequestPath(issue?.path ?? []).join('.')
  return { refusal: { code: field === 'files' ? 'too-large' : 'bad-request', message: fault.message, field } }
}

function refuse(refusal: Refusal): RunStart {
  return { ok: false, refusal }
}

/** The run, and after it a signed pass when this site has seen all its checks pass. */
async function* thenPassed(events: AsyncGenerator<RunEvent, void>, lesson: CheckedLesson): AsyncGenerator<StreamEvent, void> {
  const seen: RunEvent[] = []
  for await (const event of events) {
    if (event.type === 'check' || event.type === 'end') seen.push(event)
    yield event
  }
  if (!hasPassed(seen)) return
  const claim = { ...lesson, at: new Date().toISOString() }
  yield { type: 'passed', ...claim, receipt: signPass(claim) }
}

async function* thenRelease(events: AsyncGenerator<StreamEvent, void>, release: () => void): AsyncGenerator<StreamEvent, void> {
  try {
    yield* events
  } finally {
    release()
  }
}
