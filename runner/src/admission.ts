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

/** Hands out places: as many at once as the machine bears, to those who wait in turns by caller, and to nobody more than their share. */
export interface Admission {
  /** Waits for a place. The signal ends the wait; `onPosition` hears how many are served until then (1: the next), at first and at each change. */
  admit(caller: string, signal: AbortSignal, onPosition?: (position: number) => void): Promise<Admitted>
  /** Whether whoever comes now would be refused, by no fault of theirs. */
  isFull(): boolean
  /** Refuses all who wait and all who come. */
  close(): void
  state(): AdmissionState
}

export interface AdmissionState {
  running: number
  waiting: number
  isClosed: boolean
}

interface Waiter {
  caller: string
  since: number
  position: number
  settle(result: Admitted): void
  onPosition(position: number): void
}

export const admissionBounds = (places: number): AdmissionBounds => ({ places, ...SERVICE_LIMITS })

export function createAdmission(bounds: AdmissionBounds): Admission {
  let free = bounds.places
  let isClosed = false
  const running = new Map<string, number>()
  /** Who waits, by caller. The order of the callers is that of their turns: one who was served goes to the end. */
  const queues = new Map<string, Waiter[]>()

  const count = (caller: string): number => running.get(caller) ?? 0
  const waitingAll = (): number => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0)
  const isQueueFull = (): boolean => waitingAll() >= bounds.queueMax
  const mayRun = (caller: string): boolean => free > 0 && count(caller) < bounds.callerRunningMax
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
        serve()
      },
    }
  }
  /** Takes somebody off the queue; `served` callers go behind all others. */
  const take = (waiter: Waiter, served: boolean): void => {
    const rest = queues.get(waiter.caller)?.filter((one) => one !== waiter) ?? []
    if (served || rest.length === 0) queues.delete(waiter.caller)
    if (rest.length > 0) queues.set(waiter.caller, rest)
  }
  const nextWaiter = (): Waiter | undefined => [...queues].find(([caller]) => mayRun(caller))?.[1][0]
  const serve = (): void => {
    for (let waiter = nextWaiter(); waiter; waiter = nextWaiter()) {
      take(waiter, true)
      waiter.settle({ ok: true, value: grant(waiter.caller, waiter.since) })
    }
    tellPositions(queues)
  }
  const wait = (caller: string, since: number, signal: AbortSignal, onPosition: (position: number) => void): Promise<Admitted> =>
    new Promise((resolve) => {
      const leave = (reason: Refusal) => (): void => {
        take(waiter, false)
        waiter.settle({ ok: false, reason })
        tellPositions(queues)
      }
      const onAbort = leave('cancelled')
      const timer = setTimeout(leave('busy'), bounds.queueWaitMs)
      const waiter: Waiter = {
        caller,
        since,
        position: 0,
        onPosition,
        settle: (result) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          resolve(result)
        },
      }
      signal.addEventListener('abort', onAbort, { once: true })
      queues.set(caller, [...(queues.get(caller) ?? []), waiter])
      tellPositions(queues)
    })

  return {
    admit: async (caller, signal, onPosition = () => undefined) => {
      const since = performance.now()
      if (isClosed) return { ok: false, reason: 'shutting-down' }
      if (signal.aborted) return { ok: false, reason: 'cancelled' }
      if (mayRun(caller)) return { ok: true, value: grant(caller, since) }
      if ((queues.get(caller)?.length ?? 0) >= bounds.callerWaitingMax) return { ok: false, reason: 'too-many' }
      if (isQueueFull()) return { ok: false, reason: 'busy' }
      return wait(caller, since, signal, onPosition)
    },
    isFull: () => free === 0 && isQueueFull(),
    close: () => {
      isClosed = true
      const waiters = [...queues.values()].flat()
      queues.clear()
      for (const waiter of waiters) waiter.settle({ ok: false, reason: 'shutting-down' })
    },
    state: () => ({ running: [...running.values()].reduce((sum, one) => sum + one, 0), waiting: waitingAll(), isClosed }),
  }
}

/** Tells each waiter whose place in the turns has changed. A caller's second is behind everybody's first, a third behind every second. */
function tellPositions(queues: ReadonlyMap<string, readonly Waiter[]>): void {
  const inTurn = [...queues.values()]
  for (const [turn, queue] of inTurn.entries()) {
    for (const [round, waiter] of queue.entries()) {
      const ahead = inTurn.reduce((sum, other, otherTurn) => sum + Math.min(other.length, otherTurn < turn ? round + 1 : round), 0)
      if (waiter.position === ahead + 1) continue
      waiter.position = ahead + 1
      waiter.onPosition(waiter.position)
    }
  }
}
