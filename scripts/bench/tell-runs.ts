/** Measures runs and prints what the readme states of them. */

import { measureRedis } from './redis.ts'
import type { BenchRunner } from './run-programs.ts'
import { compareRuns, measureBurst, measurePlaceMemory, measureRefusal, measureSustained } from './runs.ts'

const ms = (value: number) => `${value.toFixed(1)} ms`
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`

/** `rounds` of each program in turns with a bare `node`; then load. */
export const tellRuns = async (runner: BenchRunner, rounds: number): Promise<void> => {
  for (const { name, sandbox, bare, medianRatio, p99Ratio } of await compareRuns(runner, rounds)) {
    console.log(
      `${name.padEnd(30)} sandbox ${ms(sandbox.medianMs)} (p99 ${ms(sandbox.p99Ms)})  bare ${ms(bare.medianMs)} (p99 ${ms(bare.p99Ms)})  ratio ${medianRatio.toFixed(2)} (p99 ${p99Ratio.toFixed(2)})`,
    )
  }
  const redis = await measureRedis(runner, Math.min(rounds, 40))
  console.log(
    `redis                          answers after ${ms(redis.readyMs)} (p99 ${ms(redis.readyP99Ms)}); a first line that asks it is read after ${ms(redis.firstByteMs)}, one that asks nothing and has none after ${ms(redis.withoutMs)}`,
  )
  const memory = await measurePlaceMemory(runner)
  console.log(
    `a place that waits             ${mebibytes(memory.ownBytes)} of its own, ${mebibytes(memory.shareBytes)} with its share of what all use`,
  )
  const burst = await measureBurst(runner)
  console.log(`${burst.places} such runs at once, all done    ${ms(burst.medianMs)} (slowest ${ms(burst.p99Ms)} of 5)`)
  const refusal = await measureRefusal(runner)
  console.log(`refused when all is taken      ${ms(refusal.medianMs)} (slowest ${ms(refusal.p99Ms)} of 20)`)
  const sustained = await measureSustained(runner)
  console.log(
    `without pause                  ${sustained.runsPerSecond.toFixed(1)} runs/s, ${sustained.cpuMsPerRun.toFixed(0)} ms CPU a run, ${ms(sustained.medianMs)} each (p99 ${ms(sustained.p99Ms)})`,
  )
}
