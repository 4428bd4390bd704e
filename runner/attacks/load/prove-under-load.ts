import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { buildRoot } from '../../scripts/build-root.ts'
import { SERVICE_LIMITS } from '../../src/limits.ts'
import { testRootFolder } from '../../src/test-sandbox.ts'
import { CLINGING, HONEST_LAB, HONEST_SCRIPT, HOSTILE } from './load-jobs.ts'
import { type Asked, type Service, startService } from './service.ts'
import { leftovers, lookAtService, type ServiceState } from './service-state.ts'

/** Until the engine's code and buffers are what they stay. */
const WARM_UP_RUNS = 40
/** Runs in a row of the whole proof; its other parts grow and shrink with them. */
export const IN_A_ROW = 1_000
const AT_ONCE_SHARE = 0.2
const ACTIVE_WHEN_KILLED = 20
/** Honest runs alone and among hostile ones take turns in blocks, so that both meet the same machine. */
const BLOCKS = 4
const BLOCK_SHARE = 0.03
/** A learner looks at what came before running again; without it only the boots behind would be measured. */
const LOOK_MS = 250
const P50_RATIO_MAX = 2
const P99_RATIO_MAX = 4
const SETTLE_MS_MAX = 30_000
const GONE_MS_MAX = 2_000
const REFUSED_MS_MAX = 100

interface Proof {
  inARow: number
  faults: string[]
  rootFolder: string
  workFolder: string
}

/** Puts the real service under load, with so many runs in a row, and prints what it bore. False when anything was left of it or an honest run had to pay for hostile ones. */
export async function proveUnderLoad(inARow: number): Promise<boolean> {
  const rootFolder = testRootFolder()
  await buildRoot(rootFolder)
  const workFolder = mkdtempSync(join(tmpdir(), 'crumbtrail-load-'))
  chmodSync(workFolder, 0o755)
  const proof: Proof = { inARow, faults: [], rootFolder, workFolder }
  try {
    await proveNeighbours(proof)
    await proveKill(proof)
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
  for (const fault of proof.faults) console.log(`FAULT ${fault}`)
  console.log(proof.faults.length === 0 ? 'The service bore it, and nothing is left.' : `${proof.faults.length} faults.`)
  return proof.faults.length === 0
}

async function proveNeighbours(proof: Proof): Promise<void> {
  const service = await startService(proof)
  const look = (): ServiceState => lookAtService(service.pid, proof.workFolder, proof.rootFolder)
  for (let run = 0; run < WARM_UP_RUNS; run += 1) await service.ask(run % 2 === 0 ? HONEST_LAB : HONEST_SCRIPT, 'warm-up')
  await until(() => isFull(look()))
  const before = look()
  console.log(`at rest: ${JSON.stringify(before)}`)

  await measureHonest(service, proof)
  await runInARow(service, proof)
  await runAtOnce(service, proof)

  const runs = proof.inARow * (1 + AT_ONCE_SHARE)
  await until(() => isFull(look()) && leftovers(before, look(), runs / 4).length === 0)
  const left = leftovers(before, look(), runs / 4)
  const after = look()
  console.log(`at rest again: ${JSON.stringify(after)}`)
  proof.faults.push(...left.map((fault) => `left after the load: ${fault}`))
  await service.stop()
  await expectNothing(service.pid, proof, 'after it was told to end', GONE_MS_MAX)
}

/** An honest run's own time, waiting apart, alone and with hostile runs in all other places. */
async function measureHonest(service: Service, proof: Proof): Promise<void> {
  const alone: Asked[] = []
  const among: Asked[] = []
  for (let block = 0; block < BLOCKS; block += 1) {
    await askHonest(service, alone, proof)
    const hostile = startHostile(service, availableParallelism() * SERVICE_LIMITS.placesPerCore - 1)
    await delay(1_000)
    await askHonest(service, among, proof)
    await hostile.stop()
    await until(() => isFull(lookAtService(service.pid, proof.workFolder, proof.rootFolder)))
  }
  for (const { status, end } of [...alone, ...among])
    if (end?.outcome !== 'finished') proof.faults.push(`an honest run ended as ${end?.outcome ?? status}`)
  const own = ({ wholeMs, end }: Asked): number => wholeMs - (end?.used.queueMs ?? 0)
  const [calm, pressed] = [percentiles(alone.map(own)), percentiles(among.map(own))]
  const waited = percentiles(among.map(({ end }) => end?.used.queueMs ?? 0))
  console.log(`an honest run of five requests, own time, alone: p50 ${calm.p50} ms, p99 ${calm.p99} ms (n = ${alone.length})`)
  console.log(
    `with hostile runs in all other places: p50 ${pressed.p50} ms, p99 ${pressed.p99} ms; it waited p50 ${waited.p50} ms, p99 ${waited.p99} ms for its place`,
  )
  const [p50, p99] = [pressed.p50 / calm.p50, pressed.p99 / calm.p99]
  console.log(`ratios: p50 ${p50.toFixed(2)} (at most ${P50_RATIO_MAX}), p99 ${p99.toFixed(2)} (at most ${P99_RATIO_MAX})`)
  if (p50 > P50_RATIO_MAX || p99 > P99_RATIO_MAX) proof.faults.push('an honest run pays for hostile neighbours')
}

async function askHonest(service: Service, results: Asked[], { inARow }: Proof): Promise<void> {
  for (let run = 0; run < inARow * BLOCK_SHARE; run += 1) {
    results.push(await service.ask(HONEST_LAB, 'honest'))
    await delay(LOOK_MS)
  }
}

async function runInARow(service: Service, proof: Proof): Promise<void> {
  const began = performance.now()
  const outcomes = new Map<string, number>()
  for (let run = 0; run < proof.inARow; run += 1) {
    const isHostile = run % 20 === 7
    const job = isHostile ? HOSTILE[((run / 20) % HOSTILE.length) | 0] : run % 2 === 0 ? HONEST_SCRIPT : HONEST_LAB
    const { end, status } = await service.ask(job as typeof HONEST_LAB, `row-${run % 7}`)
    const outcome = end?.outcome ?? `status ${status}`
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (!isHostile && outcome !== 'finished') proof.faults.push(`run ${run} of those in a row ended as ${outcome}`)
    if (run % 200 === 199) console.log(`  ${run + 1} in a row`)
  }
  console.log(`${proof.inARow} in a row, every twentieth hostile: ${seconds(began)}; ${tally(outcomes)}`)
}

/** All ask at the same moment, half of them hostile; who is refused comes again when told to. */
async function runAtOnce(service: Service, proof: Proof): Promise<void> {
  const began = performance.now()
  const outcomes = new Map<string, number>()
  const refusedMs: number[] = []
  const atOnce = Math.round(proof.inARow * AT_ONCE_SHARE)
  let waitedInVain = 0
  const one = async (index: number): Promise<void> => {
    const job = index % 2 === 0 ? HONEST_LAB : (HOSTILE[((index - 1) / 2) % HOSTILE.length] as typeof HONEST_LAB)
    for (;;) {
      const asked = await service.ask(job, `caller-${index}`)
      // Who waited too long for a place is told so, and when to come again.
      if (asked.end && asked.end.outcome !== 'refused') {
        outcomes.set(asked.end.outcome, (outcomes.get(asked.end.outcome) ?? 0) + 1)
        if (index % 2 === 0 && asked.end.outcome !== 'finished') proof.faults.push(`an honest run of those at once ended as ${asked.end.outcome}`)
        return
      }
      if (!asked.end && asked.retryAfterSeconds === null) proof.faults.push(`a refusal (${asked.status}) does not say when to come again`)
      if (asked.end) waitedInVain += 1
      else refusedMs.push(asked.answeredMs)
      await delay((asked.retryAfterSeconds ?? 1) * 1_000)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, index) => one(index)))
  const refusals = percentiles(refusedMs)
  console.log(`${atOnce} at once, half of them hostile, all served in ${seconds(began)}; ${tally(outcomes)}`)
  console.log(
    `refused for the time being: ${refusedMs.length} times, in p50 ${refusals.p50} ms, p99 ${refusals.p99} ms (aim ${REFUSED_MS_MAX}); waited in vain: ${waitedInVain} times`,
  )
}

/** The runner is ended outright with many runs active; nothing may be left, and the next runner runs. */
async function proveKill(proof: Proof): Promise<void> {
  const service = await startService({ ...proof, hasManyCores: true })
  let answered = 0
  const runs = Array.from({ length: ACTIVE_WHEN_KILLED }, (_, index) =>
    service.ask(CLINGING, `caller-${index}`, () => (answered += 1)).catch(() => null),
  )
  const isActive = (): boolean => answered >= ACTIVE_WHEN_KILLED
  await until(isActive)
  if (!isActive()) proof.faults.push(`fewer than ${ACTIVE_WHEN_KILLED} runs came to be active`)
  const active = lookAtService(service.pid, proof.workFolder, proof.rootFolder)
  await service.kill()
  const goneMs = await expectNothing(service.pid, proof, 'after it was killed', GONE_MS_MAX)
  await Promise.all(runs)
  console.log(
    `killed with ${ACTIVE_WHEN_KILLED} runs active (${tally(new Map(Object.entries(active.processes)))}): nothing left after ${goneMs} ms (at most ${GONE_MS_MAX})`,
  )
  const next = await startService(proof)
  const { end, status } = await next.ask(HONEST_LAB, 'next')
  if (end?.outcome !== 'finished') proof.faults.push(`the next run after the kill ended as ${end?.outcome ?? status}`)
  console.log(`the next run, of the next runner: ${end?.outcome ?? status}`)
  await next.stop()
}

/** Every waiting place has two processes of Node: its agent and its program's. */
const isFull = ({ processes }: ServiceState): boolean => (processes.MainThread ?? 0) >= 2 * availableParallelism() * SERVICE_LIMITS.waitingPerCore

/** Waits until it holds, half a minute at most. */
async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + SETTLE_MS_MAX; !holds() && Date.now() < end; ) await delay(200)
}

/** Waits until nothing of a service is left; how long that took. What is left after the time is a fault. */
async function expectNothing(pid: number, proof: Proof, when: string, withinMs: number): Promise<number> {
  const began = performance.now()
  const rest = (): string[] => {
    const { processes, namespaces, cgroups, files } = lookAtService(pid, proof.workFolder, proof.rootFolder)
    return [processes, namespaces, { cgroups, files }].flatMap((counts) =>
      Object.entries(counts).flatMap(([name, number]) => (number > 0 ? [`${number} ${name}`] : [])),
    )
  }
  let left = rest()
  let faulted = false
  for (; left.length > 0 && performance.now() - began < 15_000; left = rest()) {
    if (!faulted && performance.now() - began > withinMs) {
      faulted = true
      proof.faults.push(`left ${when}: ${left.join(', ')}`)
    }
    await delay(20)
  }
  return Math.round(performance.now() - began)
}

/** Hostile runs without a pause, as many at once as asked for. */
function startHostile(service: Service, count: number): { stop(): Promise<void> } {
  let isOver = false
  const loop = async (place: number): Promise<void> => {
    for (let run = place; !isOver; run += 1) {
      const { end } = await service.ask(HOSTILE[(run * 3) % HOSTILE.length] as typeof HONEST_LAB, `hostile-${place}`)
      if (!end) await delay(100)
    }
  }
  const loops = Array.from({ length: count }, (_, place) => loop(place))
  return {
    stop: async () => {
      isOver = true
      await Promise.all(loops)
    },
  }
}

function percentiles(values: number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { p50: at(0.5), p99: at(0.99) }
}

const seconds = (since: number): string => `${Math.round((performance.now() - since) / 1000)} s`
const tally = (counts: Map<string, number>): string => [...counts].map(([name, count]) => `${count} ${name}`).join(', ')
