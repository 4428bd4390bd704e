import 'server-only'
import { createHmac } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { env } from '#lib/env.ts'
import type { ThrottleLimit } from './throttle-limits.ts'
import { addToCount, deleteCount, findCount, type KeptCount } from './throttle-store.ts'

/** Whether something may be done once more and, if not, in how many whole seconds (for Retry-After). */
export type Permit = { ok: true } | { ok: false; retryAfterSeconds: number }

export type Throttle = {
  /** Counts one for `who` (an address key, an account; never stored as it is) and says whether that was within the limit. */
  take: (who: string, now?: Date) => Promise<Permit>
}

/** A limit in the memory of this process: nothing is asked of the database. For what is cheap and often. */
export function memoryThrottle({ name, max, windowSeconds }: ThrottleLimit): Throttle {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: max, duration: windowSeconds })
  return {
    async take(who) {
      try {
        await limiter.consume(who)
        return { ok: true }
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return { ok: false, retryAfterSeconds: wholeSeconds(refusal.msBeforeNext) }
      }
    },
  }
}

export type SharedThrottle = Throttle & {
  /** How many were counted in the window that runs now, and when it ends; null when none was. Counts nothing. */
  look: (who: string, now?: Date) => Promise<KeptCount | null>
  /** Counts one whatever the limit. */
  add: (who: string, now?: Date) => Promise<KeptCount>
  forget: (who: string) => Promise<void>
}

/**
 * A limit in the database: the same for every process of the site, and it survives a restart. For whatever guards an account.
 * When the database is away it throws, so nothing passes uncounted; nothing that it guards could be done then either.
 */
export function sharedThrottle({ name, max, windowSeconds }: ThrottleLimit): SharedThrottle {
  const add = (who: string, now = new Date()) => addToCount(storedKey(name, who), windowSeconds, now)
  return {
    async take(who, now = new Date()) {
      const { count, expiresAt } = await add(who, now)
      return count <= max ? { ok: true } : { ok: false, retryAfterSeconds: wholeSeconds(expiresAt.getTime() - now.getTime()) }
    },
    look: (who, now = new Date()) => findCount(storedKey(name, who), now),
    add,
    forget: (who) => deleteCount(storedKey(name, who)),
  }
}

/** Who is counted stands in the table as a keyed hash: it tells nobody who reads a backup which addresses were here. */
function storedKey(name: string, who: string): string {
  return `${name}:${createHmac('sha256', env().AUTH_SECRET).update(`throttle:${name}:${who}`).digest('base64url').slice(0, 32)}`
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
