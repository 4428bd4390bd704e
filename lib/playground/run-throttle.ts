import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export type ThrottleLimits = { runsPerMinute: number; runsBurst: number; runsBurstSeconds: number; runsAtOnce: number }

type Admission = { ok: true; release: () => void } | { ok: false; reason: 'rate' | 'at-once'; retryAfterSeconds: number }

export type RunThrottle = {
  /** A place for one run of this caller, to be given back by `release` (safe to call twice), or why there is none now. */
  admit: (caller: string) => Promise<Admission>
}

/** Seconds after which a caller with runs under way may try again: a run is over by then more often than not. */
const AT_ONCE_RETRY_SECONDS = 2
/** How long a run that was given up for the next one may take to be over: who asks within this is not refused for it. */
const GIVEN_UP_MS_MAX = 1_000
const GIVEN_UP_LOOK_MS = 20

/**
 * Fairness between callers, in the memory of this process: so many runs a minute, so many in quick succession, so many at once.
 * A refusal costs nothing of the first two when it comes from the third.
 */
export function createRunThrottle(limits: ThrottleLimits): RunThrottle {
  const burst = new RateLimiterMemory({ keyPrefix: 'run-burst', points: limits.runsBurst, duration: limits.runsBurstSeconds })
  const minute = new RateLimiterMemory({ keyPrefix: 'run-minute', points: limits.runsPerMinute, duration: 60 })
  const underWay = new Map<string, number>()
  const isFull = (caller: string): boolean => (underWay.get(caller) ?? 0) >= limits.runsAtOnce
  return {
    async admit(caller) {
      for (let waitedMs = 0; isFull(caller) && waitedMs < GIVEN_UP_MS_MAX; waitedMs += GIVEN_UP_LOOK_MS) await delay(GIVEN_UP_LOOK_MS)
      if (isFull(caller)) return { ok: false, reason: 'at-once', retryAfterSeconds: AT_ONCE_RETRY_SECONDS }
      underWay.set(caller, (underWay.get(caller) ?? 0) + 1)
      const release = once(() => {
        const left = (underWay.get(caller) ?? 1) - 1
        if (left > 0) underWay.set(caller, left)
        else underWay.delete(caller)
      })
      const retryAfterSeconds = (await waitFor(burst, caller)) || (await waitFor(minute, caller))
      if (retryAfterSeconds === 0) return { ok: true, release }
      release()
      return { ok: false, reason: 'rate', retryAfterSeconds }
    },
  }
}

/** Counts one against the limiter; the seconds to wait when that was one too many, else 0. */
export async function waitFor(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw refusal
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function once(effect: () => void): () => void {
  let done = false
  return () => {
    if (!done) effect()
    done = true
  }
}
