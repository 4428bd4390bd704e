import type { Job } from './contract.ts'

/** A part of a well-formed job that this runner does not perform. */
export interface NotPerformed {
  field: string
  message: string
}

/** The first part of the job that is not performed, null when all of it is. Such a job is refused whole, never half run. */
export function findNotPerformed(job: Job): NotPerformed | null {
  if (job.browsers.length > 0) return refuse('browsers.0', 'simulated browsers')
  const index = job.steps.findIndex((step) => !PERFORMED.has(step.type))
  return index === -1 ? null : refuse(`steps.${index}.type`, `the step ${job.steps[index]?.type}`)
}

const PERFORMED: ReadonlySet<string> = new Set(['request', 'restart-server', 'wait', 'stop-service', 'start-service'])

const refuse = (field: string, what: string): NotPerformed => ({ field, message: `this runner does not perform ${what} yet` })
