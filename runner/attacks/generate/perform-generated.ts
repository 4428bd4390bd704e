import { type JobInput, JobSchema } from '../../src/contract.ts'
import { RUN_LIMITS } from '../../src/limits.ts'
import { runForTest } from '../../src/test-sandbox.ts'
import { type Field, runFaults } from '../perform-attack.ts'
import type { GeneratedAttack } from './generate-attack.ts'

/** A run that is over its time by this much was not ended by us: what ends a run is a timer, and clearing away has a bound of its own. */
const LATE_MS = RUN_LIMITS.teardownMs + RUN_LIMITS.bootMs

/**
 * Tries one generated job: the contract refuses it by the name of a field, or it runs as every run must. Every fault in words. What is left on the host is looked at
 * by who calls, as several may run at once.
 */
export async function performGenerated(generated: GeneratedAttack, field: Field): Promise<string[]> {
  const job = JSON.parse(field.bait.fill(JSON.stringify(generated.job))) as Omit<JobInput, 'version' | 'caller'>
  const parsed = JobSchema.safeParse({ version: 1, caller: 'generated', ...job })
  if (!parsed.success) return parsed.error.issues.every(({ message }) => message.length > 0) ? [] : ['the contract refuses it without a word']
  const leave = new AbortController()
  const timer = generated.leavesAfterMs === null ? undefined : setTimeout(() => leave.abort(), generated.leavesAfterMs)
  const began = performance.now()
  const run = await runForTest(field.sandbox, job, leave.signal)
  clearTimeout(timer)
  const lateMs = performance.now() - began - (parsed.data.limits?.wallMs ?? RUN_LIMITS.labWallMs)
  return [...runFaults(run, field), ...(lateMs > LATE_MS ? [`it ended ${Math.round(lateMs)} ms after its time`] : [])]
}
