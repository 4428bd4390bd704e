/** Time, processor and memory of runs, against the same programs in a bare cold `node` on the same machine at the same time. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { listTree, readReapedCpuMs } from './processes.ts'
import {
  askForPause,
  type BenchRunner,
  HELLO,
  playBrowser,
  playHello,
  playServer,
  type RunTimes,
  runBareHello,
  runBareServer,
  SERVER,
} from './run-programs.ts'

const SUSTAINED_MS = 12_000
/** As many callers as keep every place of the runner busy. */
const SUSTAINED_AT_ONCE = 8
/** More runs than any runner has places and room in its queue. */
const QUEUE_FILLS_WITH = 90

export type Figures = { medianMs: number; p99Ms: number }
export type Comparison = { name: string; sandbox: Figures; bare: Figures; medianRatio: number; p99Ratio: number }

const summary = (values: number[]): Figures => {
  const sorted = values.toSorted((a, b) => a - b)
  return { medianMs: sorted[Math.floor(sorted.length / 2)] as number, p99Ms: sorted[Math.ceil(sorted.length * 0.99) - 1] as number }
}

const compare = (name: string, sandbox: number[], bare: number[]): Comparison => {
  const [inside, outside] = [summary(sandbox), summary(bare)]
  return { name, sandbox: inside, bare: outside, medianRatio: inside.medianMs / outside.medianMs, p99Ratio: inside.p99Ms / outside.p99Ms }
}

/** One figure of the runner's own, by name. */
const readFigure = async (runner: BenchRunner, name: string): Promise<number> => {
  const text = await (await fetch(`${runner.url}/metrics`)).text()
  return Number(new RegExp(`^crumbtrail_runner_${name} (\\S+)$`, 'm').exec(text)?.[1])
}

/** Processor time of the runner with what it started itself, and of all places: those are counted by their cgroup. */
const readCpuMs = async (runner: BenchRunner): Promise<number> =>
  (await readReapedCpuMs(runner.pid)) + 1000 * (await readFigure(runner, 'places_cpu_seconds_total'))

const poolSizes = new WeakMap<BenchRunner, number>()

/** How many places the pool has: as many as wait when nothing has changed for a while. Right after a run nothing boots either, but one is missing. */
const findPoolSize = async (runner: BenchRunner): Promise<number> => {
  const looks: number[] = []
  for (; looks.length < 20 || looks.slice(-20).some((ready) => ready === 0 || ready !== looks.at(-1)); await delay(50))
    looks.push(await readFigure(runner, 'places_ready'))
  return looks.at(-1) as number
}

/** What a boot leaves for its threads to do is done by then. */
const AFTER_BOOT_MS = 50
/** Between two looks at the pool: to write down its figures is work for the runner, whose collector then runs into what is measured. */
const POOL_LOOK_MS = 100

/** Waits until the pool is full, as it is when nobody has run anything for a moment; how many places it has. */
const poolIsFull = async (runner: BenchRunner): Promise<number> => {
  const size = poolSizes.get(runner) ?? (await findPoolSize(runner))
  poolSizes.set(runner, size)
  while ((await readFigure(runner, 'places_ready')) < size) await delay(POOL_LOOK_MS)
  await delay(AFTER_BOOT_MS)
  return size
}

/** Sandbox and bare `node` take turns, so that both meet the same machine. */
export const compareRuns = async (runner: BenchRunner, rounds: number): Promise<Comparison[]> => {
  // Below runner/, so that the bare programs find the packages that the sandbox has.
  const folder = await mkdtemp(join(import.meta.dirname, '../../runner/.bench-'))
  try {
    const [hello, server] = [join(folder, 'hello.mjs'), join(folder, 'server.mjs')]
    await writeFile(hello, HELLO)
    await writeFile(server, SERVER)
    const plays: (() => Promise<RunTimes>)[] = [
      () => playHello(runner),
      () => runBareHello(hello),
      () => playServer(runner),
      () => runBareServer(server),
      () => playBrowser(runner),
    ]
    const times: RunTimes[][] = plays.map(() => [])
    // The first round is not counted: it warms the runner and this process.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, play] of plays.entries()) {
        await poolIsFull(runner)
        const taken = await play()
        if (round > 0) times[index]?.push(taken)
      }
    }
    const of = (index: number, key: keyof RunTimes): number[] => (times[index] ?? []).flatMap((taken) => taken[key] ?? [])
    return [
      compare('console.log, first byte', of(0, 'firstByteMs'), of(1, 'firstByteMs')),
      compare('console.log, end', of(0, 'endMs'), of(1, 'endMs')),
      compare('Express + session, 5 requests', of(2, 'endMs'), of(3, 'endMs')),
      compare('the same by a browser', of(4, 'endMs'), of(3, 'endMs')),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The Express program without pause: runs a second, and what each costs of the processor with its place's boot and end, the runner's own work included. */
export const measureSustained = async (runner: BenchRunner) => {
  await poolIsFull(runner)
  const cpuBefore = await readCpuMs(runner)
  const startedAt = performance.now()
  const times: number[] = []
  await Promise.all(
    Array.from({ length: SUSTAINED_AT_ONCE }, async () => {
      while (performance.now() - startedAt < SUSTAINED_MS) times.push((await playServer(runner)).endMs)
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await poolIsFull(runner)
  return { runsPerSecond: times.length / seconds, cpuMsPerRun: ((await readCpuMs(runner)) - cpuBefore) / times.length, ...summary(times) }
}

/** As many runs at once as places wait. */
export const measureBurst = async (runner: BenchRunner) => {
  const times: number[] = []
  let places = 0
  for (let round = 0; round < 5; round += 1) {
    places = await poolIsFull(runner)
    const ends = await Promise.all(Array.from({ length: places }, () => playServer(runner)))
    times.push(Math.max(...ends.map(({ endMs }) => endMs)))
  }
  return { places, ...summary(times) }
}

/** How soon a runner says no when all its places and its queue are taken. */
export const measureRefusal = async (runner: BenchRunner) => {
  await poolIsFull(runner)
  const leaving = new AbortController()
  try {
    const times: number[] = []
    // Some places are given while the queue fills, so a few more than fit are asked for, then one by one.
    const taken = Array.from({ length: QUEUE_FILLS_WITH }, () => askForPause(runner, leaving.signal))
    await Promise.all(taken)
    for (let count = 0; count < 20; count += 1) {
      const { status, answeredMs } = await askForPause(runner, leaving.signal)
      if (status === 503) times.push(answeredMs)
    }
    if (times.length === 0) throw new Error('a full runner refused nobody')
    return summary(times)
  } finally {
    leaving.abort()
  }
}

/** What a place that waits holds: its share of all memory, and what it alone holds. */
export const measurePlaceMemory = async (runner: BenchRunner) => {
  const places = await poolIsFull(runner)
  const below = (await listTree(runner.pid)).filter((pid) => pid !== runner.pid)
  const rollups = await Promise.all(below.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')))
  const sum = (name: RegExp): number =>
    rollups.reduce((total, text) => total + [...text.matchAll(name)].reduce((kilobytes, [, value]) => kilobytes + Number(value), 0), 0)
  return { places, shareBytes: (sum(/^Pss:\s+(\d+)/gm) * 1024) / places, ownBytes: (sum(/^Private_(?:Clean|Dirty):\s+(\d+)/gm) * 1024) / places }
}
