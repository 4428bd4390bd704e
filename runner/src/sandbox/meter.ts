import type { Cgroup } from '../cgroup/cgroup.ts'
import { measureTree } from './process-state.ts'
import type { PlaceUsage } from './sandbox.ts'

/** Counts what a place uses from `begin` on: booting is not the program's. */
export interface Meter {
  begin(): void
  usage(): PlaceUsage
}

/** `sampled` gives the first processes to look at, and what the kernel holds for their connections, where no cgroup counts; null where one does. */
export function createMeter(group: Cgroup | null, sampled: { pids(): number[]; queuedBytes(): number } | null): Meter {
  const sample = (): PlaceUsage['sampled'] => {
    if (!sampled) return null
    const measured = sampled.pids().map(measureTree)
    return {
      cpuMs: measured.reduce((sum, tree) => sum + tree.cpuMs, 0),
      memoryBytes: measured.reduce((sum, tree) => sum + tree.memoryBytes, sampled.queuedBytes()),
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
