import { readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Field } from './perform-attack.ts'

/** What collections and caches may add to this process over hundreds of runs, seen to settle well below; a leak of a place's buffers would pass it in a few dozen. */
const GROWTH_BYTES_MAX = 48 * 1024 * 1024

/** What this process itself holds after everything that can go has gone: heap and buffers, in bytes. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Whether the runner's own memory came back to what it was before the first attack, in words. */
export function memoryFaults({ heldBefore }: Pick<Field, 'heldBefore'>): string[] {
  const grown = heldBytes() - heldBefore
  return grown > GROWTH_BYTES_MAX ? [`this process holds ${Math.round(grown / 1024 / 1024)} MiB more than before the first attack`] : []
}

/** What a run may have this process take beyond what it took before: most stay below 8 MiB; a test that keeps all that browsers may tell was seen to take 80. */
const PEAK_BYTES_MAX = 128 * 1024 * 1024

/** Begins to measure how much memory this process takes at most; gives what tells, in words, that it was too much. */
export function watchPeak(): () => string[] {
  writeFileSync('/proc/self/clear_refs', '5')
  const before = statusBytes('VmRSS')
  return () => {
    const grown = statusBytes('VmHWM') - before
    return grown > PEAK_BYTES_MAX ? [`this process took ${Math.round(grown / 1024 / 1024)} MiB more while it ran`] : []
  }
}

const statusBytes = (field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'latin1'))?.[1]) * 1024
