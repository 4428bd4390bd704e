import type { Place, Sandbox } from './sandbox.ts'

/** How many places wait booted, and how many are booted at once. */
export interface PoolBounds {
  places: number
  bootsAtOnce: number
  /** How long after a boot that failed the next is tried. */
  retryMs: number
}

/** What a pool is made of at this moment. */
export interface PoolState {
  waiting: number
  booting: number
}

export interface WarmPool extends Sandbox {
  state(): PoolState
}

/**
 * The same sandbox with places that were booted before anybody asked: taking one costs next to nothing, and the next is booted
 * behind it. Each is used once. Who comes when none waits gets the next that is ready, first come first served.
 */
export function createWarmPool(sandbox: Sandbox, bounds: PoolBounds): WarmPool {
  const waiting: Place[] = []
  const takers: { resolve(place: Place): void; reject(error: unknown): void }[] = []
  let booting = 0
  let closed = false
  let retry: NodeJS.Timeout | null = null

  const hand = (place: Place): void => {
    const taker = takers.shift()
    if (taker) taker.resolve(place)
    else waiting.push(place)
  }
  const boot = async (): Promise<void> => {
    booting += 1
    try {
      const place = await sandbox.open(takers.length > 0 ? 'now' : 'spare')
      if (closed) await place.close()
      else hand(place)
    } catch (error) {
      // Whoever waits is told, and nobody waits for a pool that cannot be filled; it is tried again by itself.
      takers.shift()?.reject(error)
      retry ??= setTimeout(() => {
        retry = null
        fill()
      }, bounds.retryMs).unref()
    } finally {
      booting -= 1
      if (!retry) fill()
    }
  }
  const fill = (): void => {
    while (!closed && booting < bounds.bootsAtOnce && waiting.length + booting < bounds.places + takers.length) void boot()
  }
  const takeWaiting = (): Place | null => {
    for (let place = waiting.shift(); place; place = waiting.shift()) {
      if (place.isWhole()) return place
      // One that died while it waited is nobody's; what is left of it is cleared away.
      place.close().catch(() => undefined)
    }
    return null
  }

  fill()
  return {
    layers: sandbox.layers,
    degraded: sandbox.degraded,
    state: () => ({ waiting: waiting.length, booting }),
    open: () => {
      const place = takeWaiting()
      const taken = place ? Promise.resolve(place) : new Promise<Place>((resolve, reject) => takers.push({ resolve, reject }))
      if (!retry || !place) fill()
      return taken
    },
    close: () => {
      closed = true
      if (retry) clearTimeout(retry)
      for (const place of waiting.splice(0)) place.close().catch(() => undefined)
      sandbox.close()
    },
  }
}
