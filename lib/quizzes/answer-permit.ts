import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Answers that one address may send in a window: far above anyone who reads, far below anyone who guesses. */
const ANSWERS_MAX = 300
const WINDOW_SECONDS = 300

export type Permit = { ok: true } | { ok: false; retryAfterSeconds: number }

/** A count of answers by address, kept in this process. `take` says whether one more may be graded and, if not, in how many whole seconds. */
export function createAnswerPermits(answersMax = ANSWERS_MAX): { take: (address: string) => Promise<Permit> } {
  const limiter = new RateLimiterMemory({ points: answersMax, duration: WINDOW_SECONDS })
  return {
    async take(address) {
      try {
        await limiter.consume(address)
        return { ok: true }
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
      }
    },
  }
}

const permits = createAnswerPermits()

/** The count that every way of sending answers shares. */
export function takeAnswerPermit(address: string): Promise<Permit> {
  return permits.take(address)
}
