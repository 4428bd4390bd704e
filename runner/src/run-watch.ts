import { RUN_LIMITS } from './limits.ts'
import type { StopReason } from './outcome.ts'
import type { Place, PlaceUsage } from './sandbox/sandbox.ts'

/** Between two looks at what a run has used: as long as the kernel counts it, and where each process must be asked instead, of which there may be hundreds. */
const METER_MS = { counted: 20, sampled: 50 }

/** The first reason for which we end a run ourselves. */
export interface Stop {
  stop(reason: StopReason): void
  reason(): StopReason | null
  stopped: Promise<void>
}

export function createStop(): Stop {
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  let first: StopReason | null = null
  return {
    stop: (reason) => {
      first ??= reason
      resolve()
    },
    reason: () => first,
    stopped,
  }
}

export interface Watch {
  stop(): void
  /** The most memory that was seen where no cgroup counts it; null where one does. */
  sampledBytes(): number | null
}

/**
 * Keeps the bounds that need a look from outside: time, processor, memory, and whether the caller is still there. A run that works hard makes way for those that
 * need a moment.
 */
export function watch(place: Place, wallMaxMs: number, stopping: Stop, signal: AbortSignal): Watch {
  let highestBytes: number | null = null
  let makesWay = false
  const judge = (usage: PlaceUsage): void => {
    const cpuMs = usage.cpuMs ?? usage.sampled?.cpuMs ?? 0
    if (usage.sampled) highestBytes = Math.max(highestBytes ?? 0, usage.sampled.memoryBytes)
    if ((usage.oomKills ?? 0) > 0 || (usage.sampled?.memoryBytes ?? 0) > RUN_LIMITS.memoryBytes) stopping.stop('memory')
    else if (cpuMs > RUN_LIMITS.cpuMs) stopping.stop('cpu')
    else if (cpuMs > RUN_LIMITS.greedyCpuMs && !makesWay) {
      makesWay = true
      place.makeWay()
    }
  }
  const onAbort = (): void => stopping.stop('cancelled')
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  // A timer may fire a fraction of a millisecond early, and nobody is ended before their time.
  const wall = setTimeout(() => stopping.stop('wall'), wallMaxMs + 1)
  const look = (): void => {
    const usage = place.usage()
    judge(usage)
    meter = setTimeout(look, usage.sampled ? METER_MS.sampled : METER_MS.counted)
  }
  let meter = setTimeout(look, METER_MS.counted)
  return {
    stop: () => {
      clearTimeout(wall)
      clearTimeout(meter)
      signal.removeEventListener('abort', onAbort)
    },
    sampledBytes: () => highestBytes,
  }
}
