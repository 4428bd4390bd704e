/** What moves together in a wait. Times in milliseconds. */
export interface Moved {
  /** Moves the time of all programs on, and gives in how long the next of their timers falls due; null when none is set. */
  programs(byMs: number): Promise<number | null>
  services(byMs: number): Promise<void>
  /** Resolves when the programs rest: what a timer asked a service for has been answered. */
  rest(): Promise<void>
}

/**
 * Moves programs and services on. It stops at every timer that falls due, so that a timer finds a service's keys as old as they then are, and what it
 * writes lives from then on; after so many stops the rest passes at once, for the services first.
 */
export async function advanceTogether(byMs: number, moved: Moved, stopsMax: number): Promise<void> {
  let leftMs = byMs
  let nextMs = await moved.programs(0)
  for (let stop = 0; stop < stopsMax && nextMs !== null && nextMs < leftMs; stop += 1) {
    const partMs = Math.min(leftMs, Math.max(1, Math.ceil(nextMs)))
    await moved.services(partMs)
    nextMs = await moved.programs(partMs)
    await moved.rest()
    leftMs -= partMs
  }
  if (leftMs <= 0) return
  await moved.services(leftMs)
  await moved.programs(leftMs)
}
