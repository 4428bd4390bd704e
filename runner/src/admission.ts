import { SERVICE_LIMITS } from './limits.ts'

/** Leave to run, and how long it was waited for. `release` gives it back, once. */
export interface Permit {
  queueMs: number
  release(): void
}

/** Why no place was given: everybody's queue is full or too slow, the caller's own is, or the service ends. */
export type Refusal = 'busy' | 'too-many' | 'shutting-down' | 'cancelled'
export type Admitted = { ok: true; value: Permit } | { ok: false; reason: Refusal }

export interface AdmissionBounds {
  places: number
  queueMax: number
  queueWaitMs: number
  callerRunningMax: number
  callerWaitingMax: number
}

/** Hands out places: as many at once as the machine bears, first come first served, but nobody more than their share. */
export interface Admission {
  /** Waits for a place. The signal ends the wait. */
  admit(caller: string, signal: AbortSignal): Promise<Admitted>
  /** Refuses all who wait and all who come. */
  close(): void
  state(): { running: number; waiting: number }
}

interface Waiter {
  caller: string
  since: number
  settle(result: Admitted): void
}

export const admissionBounds = (places: number): AdmissionBounds => ({ places, ...SERVICE_LIMITS })

export function createAdmission(bounds: AdmissionBounds): Admission {
  let free = bounds.places
  const running = new Map<string, number>()
  const queue: Waiter[] = []
  let closed = false

  const count = (caller: string): number => running.get(caller) ?? 0
  const waitingOf = (caller: string): number => queue.filter((waiter) => waiter.caller === caller).length
  const grant = (caller: string, since: number): Permit => {
    free -= 1
    running.set(caller, count(caller) + 1)
    let released = false
    return {
      queueMs: performance.now() - since,
      release: () => {
        if (released) return
        released = true
        const left = count(caller) - 1
        if (left > 0) running.set(caller, left)
        else running.delete(caller)
        free += 1
        next()
      },
    }
  }
  const mayRun = (caller: string): boolean => free > 0 && count(caller) < bounds.callerRunningMax
  const next = (): void => {
    for (let index = queue.findIndex((waiter) => mayRun(waiter.caller)); index !== -1; index = queue.findIndex((waiter) => mayRun(waiter.caller))) {
      const [waiter] = queue.splice(index, 1)
      if (waiter) waiter.settle({ ok: true, value: grant(waiter.caller, waiter.since) })
    }
  }

  return {
    admit: (caller, signal) => {
      const since = performance.now()
      if (closed) return Promise.resolve({ ok: false, reason: 'shutting-down' })
      if (signal.aborted) return Promise.resolve({ ok: false, reason: 'cancelled' })
      if (mayRun(caller)) return Promise.resolve({ ok: true, value: grant(caller, since) })
      if (waitingOf(caller) >= bounds.callerWaitingMax) return Promise.resolve({ ok: false, reason: 'too-many' })
      if (queue.length >= bounds.queueMax) return Promise.resolve({ ok: false, reason: 'busy' })
      return new Promise((resolve) => {
        const leave = (reason: Refusal) => (): void => {
          const index = queue.indexOf(waiter)
          if (index !== -1) queue.splice(index, 1)
          waiter.settle({ ok: false, reason })
        }
        const onAbort = leave('cancelled')
        const waiter: Waiter = {
          caller,
          since,
          settle: (result) => {
            clearTimeout(timer)
            signal.removeEventListener('abort', onAbort)
            resolve(result)
          },
        }
        const timer = setTimeout(leave('busy'), bounds.queueWaitMs)
        signal.addEventListener('abort', onAbort, { once: true })
        queue.push(waiter)
      })
    },
    close: () => {
      closed = true
      for (const waiter of queue.splice(0)) waiter.settle({ ok: false, reason: 'shutting-down' })
    },
    state: () => ({ running: [...running.values()].reduce((sum, one) => sum + one, 0), waiting: queue.length }),
  }
}
