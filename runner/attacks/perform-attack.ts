import { EventSchema, JobSchema } from '../src/contract.ts'
import { RUN_LIMITS } from '../src/limits.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'
import { runForTest, type TestRun } from '../src/test-sandbox.ts'
import { type Attack, jobOf } from './attack-file.ts'
import type { Bait } from './bait.ts'
import { compareHosts, type HostState, lookAtHost } from './host-state.ts'
import { watchPeak } from './memory-state.ts'
import { startNeighbour } from './neighbour.ts'

/** Where an attack is tried, and how that was before. */
export interface Field {
  sandbox: Sandbox
  /** Of the sandbox: what stands in a root like it is ours. */
  rootFolder: string
  bait: Bait
  before: HostState
  /** What this process held then, in bytes. */
  heldBefore: number
}

/** Tries one attack in the real sandbox. Every way in which it did something that it may not, in words; empty when it failed. */
export async function performAttack(attack: Attack, field: Field): Promise<string[]> {
  const job = jobOf(attack, field.bait)
  if (attack.refused !== undefined) return refusalFaults(job, attack.refused)
  const neighbour = attack.hasNeighbour ? await startNeighbour(field.sandbox) : null
  const peak = watchPeak()
  const run = await runForTest(field.sandbox, job)
  const took = peak()
  const touched = (await neighbour?.end()) ?? []
  return [...runFaults(run, field), ...took, ...touched, ...headFaults(attack, run), ...hostFaults(field)]
}

/** What must hold for every run, whatever its program: one end, no fault of ours, only events of the contract, nothing escaped. */
export function runFaults(run: TestRun, { bait }: Pick<Field, 'bait'>): string[] {
  const faults: string[] = []
  const output = run.stdout + run.stderr
  if (output.includes('ESCAPED')) faults.push(`it escaped: ${output.slice(output.indexOf('ESCAPED'), output.indexOf('ESCAPED') + 300)}`)
  if (JSON.stringify(run.events).includes(bait.fill('__HOST_SECRET__'))) faults.push('it read the planted secret')
  if (run.faults.length > 0) faults.push(`a fault of ours: ${run.faults.map(String).join('; ')}`)
  if (!run.reusable) faults.push('its place could not be cleared')
  if (run.end.outcome === 'internal') faults.push('its outcome is our fault')
  const ends = run.events.filter(({ type }) => type === 'end')
  if (ends.length !== 1 || run.events.at(-1)?.type !== 'end') faults.push(`${ends.length} ends; expected one, at last`)
  if (run.events.some(({ type }) => type === 'check')) faults.push('it forged a check')
  const wrong = run.events.map((event) => ({ event, parsed: EventSchema.safeParse(event) })).find(({ parsed }) => !parsed.success)
  if (wrong) faults.push(`an event that the contract does not know: ${JSON.stringify(wrong.event).slice(0, 300)}`)
  if (Buffer.byteLength(output, 'utf8') > RUN_LIMITS.outputBytesMax * 3) faults.push('it wrote more than the output limit')
  return faults
}

/** What of the host is not as it was, after a moment for what the kernel does behind. */
export function hostFaults({ bait, before, rootFolder }: Pick<Field, 'bait' | 'before' | 'rootFolder'>): string[] {
  return [...bait.damages(), ...compareHosts(before, lookAtHost(rootFolder))]
}

function headFaults(attack: Attack, run: TestRun): string[] {
  const { end } = run
  const faults: string[] = []
  const told = `${end.outcome} ${end.exitCode} ${end.signal} ${JSON.stringify(run.stderr.slice(0, 500))}`
  if (!attack.outcomes.includes(end.outcome)) faults.push(`expected ${attack.outcomes.join(' or ')}, got ${told}`)
  if (attack.code !== undefined && end.exitCode !== attack.code) faults.push(`expected code ${attack.code}, got ${told}`)
  for (const text of attack.says) if (!run.stdout.includes(text)) faults.push(`it never said "${text}": ${run.stdout.slice(-300)} ${told}`)
  const ways = run.exchanges.map(({ failure }) => failure ?? 'none')
  const odd = ways.find((way) => !attack.exchanges.includes(way))
  if (attack.exchanges.length > 0 && (odd || ways.length === 0))
    faults.push(`expected exchanges to end as ${attack.exchanges.join(' or ')}, got ${ways}`)
  const last = run.exchanges.at(-1)?.response
  if (attack.status !== undefined && last?.status !== attack.status) faults.push(`expected status ${attack.status}, got ${last?.status}`)
  const shown = JSON.stringify(run.exchanges.map(describeExchange))
  for (const pattern of attack.sees) if (!pattern.test(shown)) faults.push(`no ${pattern} in ${shown.slice(0, 800)}`)
  for (const pattern of attack.hides) if (pattern.test(shown)) faults.push(`${pattern} in ${shown.slice(0, 800)}`)
  return faults
}

const describeExchange = ({ failure, response }: TestRun['exchanges'][number]): object => ({
  failure,
  ...(response && {
    status: response.status,
    headers: response.headers,
    cut: response.cut,
    bytes: response.bytes,
    body: Buffer.from(response.body, 'base64').toString('latin1').slice(0, 2_000),
  }),
})

function refusalFaults(job: Attack['job'], field: string): string[] {
  const parsed = JobSchema.safeParse({ version: 1, caller: 'attack', ...job })
  if (parsed.success) return [`the contract takes it; expected a refusal of ${field}`]
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'job')
  return fields.includes(field) ? [] : [`expected a refusal of ${field}, got ${fields.join(', ')}`]
}
