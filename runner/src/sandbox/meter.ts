import type { Cgroup } from '../cgroup/cgroup.ts'
import { measureTree } from './process-state.ts'
import type { PlaceUsage } from './sandbox.ts'

/** Counts what a place uses from `begin` on: booting is not the program's. */
export interface Meter {
  begin(): void
  usage(): PlaceUsage
}

/** `sampledPids` gives the first processes to look at where no cgroup counts; null where one does. */
export function createMeter(group: Cgroup | null, sampledPids: (() => number[]) | null): Meter {
  const sample = (): PlaceUsage['sampled'] => {
    if (!sampledPids) return null
    const measured = sampledPids().map(measureTree)
    return {
      cpuMs: measured.reduce((sum, tree) => sum + tree.cpuMs, 0),
      memoryBytes: measured.reduce((sum, tree) => sum + tree.memoryBytes, 0),
    }
  }
  let countedFromMs = 0
  let sampledFromMs = 0
  return {
    begin: () => {
      countedFromMs = group?.usage().cpuMs ?? 0
      sampledFromMs = sample()?.cpuMs ?? 0
      group?.forgetPeak()
    },
    usage: () => {
      const counted = group?.usage() ?? { cpuMs: null, memoryPeakBytes: null, oomKills: null }
      const seen = sample()
      return {
        ...counted,
        cpuMs: counted.cpuMs === null ? null : Math.max(0, counted.cpuMs - countedFromMs),
        sampled: seen && { ...seen, cpuMs: Math.max(0, seen.cpuMs - sampledFromMs) },
      }
    },
  }
}
