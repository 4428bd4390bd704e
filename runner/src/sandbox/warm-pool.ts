import type { Place, Sandbox } from './sandbox.ts'

/** How many places wait booted, and how many are booted at once. */
export interface PoolBounds {
  places: number
  bootsAtOnce: number
  /** How long after a boot that failed the next is tried. */
  retryMs: number
  /** How long no boot begins after a place was given away, as long as others wait. */
  graceMs: number
}

/** What a pool is made of at this moment: places that wait, places that boot, and runs that wait for one. */
export interface PoolState {
  waiting: number
  booting: number
  takers: number
}

/** Hears what a pool does, for the figures of the service. */
export interface PoolEars {
  booted(ms: number): void
  bootFailed(): void
  /** A place that waited was found dead and is replaced. */
  discarded(): void
}

export interface WarmPool extends Sandbox {
  state(): PoolState
  /** A place that waits, when at least half of all do and nobody needs one; null otherwise. */
  takeSpare(): Place | null
  /** Clears away places that died while they waited, and boots others. */
  sweep(): void
}

interface Taker {
  resolve(place: Place): void
  reject(error: unknown): void
}

const DEAF: PoolEars = { booted: () => undefined, bootFailed: () => undefined, discarded: () => undefined }

/**
 * The same sandbox with places that were booted before anybody asked: taking one costs next to nothing, and the next is booted
 * behind it. Each is used once. Who comes when none waits gets the next that is ready, first come first served.
 * A boot works ten times as hard as most runs, so while others wait it does not begin before a run had a moment to itself.
 */
export function createWarmPool(sandbox: Sandbox, bounds: PoolBounds, ears: PoolEars = DEAF): WarmPool {
  const waiting: Place[] = []
  const takers: Taker[] = []
  let booting = 0
  let closed = false
  let retry: NodeJS.Timeout | null = null
  let grace: NodeJS.Timeout | null = null

  const hand = (place: Place): void => {
    const taker = takers.shift()
    if (taker) taker.resolve(place)
    else waiting.push(place)
  }
  const boot = async (): Promise<void> => {
    booting += 1
    const startedAt = performance.now()
    try {
      const place = await sandbox.open(takers.length > 0 ? 'now' : 'spare')
      ears.booted(performance.now() - startedAt)
      if (closed) await place.close()
      else hand(place)
    } catch (error) {
      ears.bootFailed()
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
  /** A run begins: nothing is booted for a moment, and while plenty wait the moment begins anew with each. */
  const giveGrace = (): void => {
    if (grace && 2 * waiting.length < bounds.places) return
    if (grace) clearTimeout(grace)
    grace = setTimeout(() => {
      grace = null
      if (!retry) fill()
    }, bounds.graceMs).unref()
  }
  const mayRest = (): boolean => grace !== null && waiting.length > 0 && takers.length === 0
  const fill = (): void => {
    while (!closed && !mayRest() && booting < bounds.bootsAtOnce && waiting.length + booting < bounds.places + takers.length) void boot()
  }
  const discard = (place: Place): void => {
    ears.discarded()
    // One that died while it waited is nobody's; what is left of it is cleared away.
    place.close().catch(() => undefined)
  }
  const takeWaiting = (): Place | null => {
    for (let place = waiting.shift(); place; place = waiting.shift()) {
      if (place.isWhole()) return place
      discard(place)
    }
    return null
  }
  const waitForPlace = (signal: AbortSignal | undefined): Promise<Place> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        takers.splice(takers.indexOf(taker), 1)
        reject(signal?.reason)
      }
      const settled = (): void => signal?.removeEventListener('abort', onAbort)
      const taker: Taker = {
        resolve: (place) => {
          settled()
          resolve(place)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      }
      if (closed) return reject(new Error('the pool is closed'))
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', onAbort, { once: true })
      takers.push(taker)
      sandbox.hurry?.()
    })

  fill()
  return {
    layers: sandbox.layers,
    degraded: sandbox.degraded,
    services: sandbox.services,
    cpuMs: () => sandbox.cpuMs?.() ?? null,
    state: () => ({ waiting: waiting.length, booting, takers: takers.length }),
    open: (_urgency, signal) => {
      const place = signal?.aborted ? null : takeWaiting()
      if (place) giveGrace()
      const taken = place ? Promise.resolve(place) : waitForPlace(signal)
      if (!retry || !place) fill()
      return taken
    },
    takeSpare: () => {
      const place = takers.length === 0 && 2 * waiting.length >= bounds.places ? takeWaiting() : null
      if (place) giveGrace()
      if (!retry) fill()
      return place
    },
    sweep: () => {
      const whole = waiting.splice(0).filter((place) => {
        if (!place.isWhole()) discard(place)
        return place.isWhole()
      })
      waiting.push(...whole)
      if (!retry) fill()
    },
    close: () => {
      closed = true
      if (retry) clearTimeout(retry)
      if (grace) clearTimeout(grace)
      for (const taker of takers.splice(0)) taker.reject(new Error('the pool is closed'))
      for (const place of waiting.splice(0)) place.close().catch(() => undefined)
      sandbox.close()
    },
  }
}
