import { setTimeout as delay } from 'node:timers/promises'
import { type EndEvent, EventSchema, type JobInput, type RunEvent, RunnerErrorSchema } from '@crumbtrail/runner/contract'
import type { Runner } from './open-runner.ts'

export type Played = { events: RunEvent[]; end: EndEvent }

/** The runner would not take the job, and will not: `message` names the field. */
export class Refusal extends Error {}

const TRIES_WHEN_BUSY = 20
/** A run is bounded by the runner's own limits; this only ends a connection that hangs. */
const ANSWER_WITHIN_MS = 120_000

/**
 * Plays one job to its end. Waits when the runner is busy, for as long as it asks. Throws Refusal when the job is refused, and
 * an error when the runner fails or answers something that is not the contract.
 */
export const runJob = async (runner: Runner, job: JobInput): Promise<Played> => {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${runner.url}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${runner.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(job),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const played = response.ok ? readEvents(await response.text()) : null
    if (played && !played.end.refusal) return played
    const error = played?.end.refusal ?? RunnerErrorSchema.parse(await response.json()).error
    const isBusy = error.code === 'busy' || error.code === 'too-many'
    if (!isBusy || tries === TRIES_WHEN_BUSY)
      throw new Refusal(`${error.code}: ${error.field ? `${error.field}: ` : ''}${error.message}${error.fix ? ` (${error.fix})` : ''}`)
    await delay(1000 * (error.retryAfterSeconds ?? 1))
  }
}

const readEvents = (text: string): Played => {
  const events = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => EventSchema.parse(JSON.parse(line)))
  const end = events.at(-1)
  if (end?.type !== 'end') throw new Error('the run was cut off before its end event')
  return { events, end }
}

/** Ends that a busy machine can cause as well as a program. */
const UNDER_LOAD: readonly EndEvent['outcome'][] = ['no-server', 'wall-timeout', 'internal']

/** Plays a job again, once, when it ended as it may on a machine that is busy with other things; a program's own fault comes again. */
export const patiently =
  (play: (job: JobInput) => Promise<Played>) =>
  async (job: JobInput): Promise<Played> => {
    const played = await play(job)
    const isLate = played.events.some((event) => event.type === 'exchange' && event.failure === 'timed-out')
    return isLate || UNDER_LOAD.includes(played.end.outcome) ? play(job) : played
  }

/** What the program printed on one stream. */
export const printed = (events: RunEvent[], stream: 'stdout' | 'stderr'): string =>
  events.flatMap((event) => (event.type === 'log' && event.stream === stream ? [event.text] : [])).join('')

/** How a run ended otherwise than it should, in words; null when it finished. */
export const badEnd = (end: EndEvent): string | null => {
  if (end.outcome === 'finished') return null
  const details = [
    end.exitCode === null ? null : `code ${end.exitCode}`,
    end.signal,
    end.limit ? `${end.limit.name} limit of ${end.limit.value} ${end.limit.unit}` : null,
    end.portsFound.length > 0 ? `ports open: ${end.portsFound.join(', ')}` : null,
  ].filter((detail) => detail !== null)
  return `the run ended with ${end.outcome}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}
