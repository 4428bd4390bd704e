import nodeTimers from 'node:timers'
import promised from 'node:timers/promises'
import { promisify } from 'node:util'
import type { VirtualTime } from './virtual-time.ts'

type Callback = (...given: unknown[]) => void
/** A timer of Node, with the fields by which it is armed again for another time. */
type Timer = NodeJS.Timeout & { _idleTimeout: number }

interface Armed {
  dueMs: number
  delayMs: number
  repeats: boolean
  order: number
  run: () => void
}

/** As Node reads a delay: whole milliseconds, at least 1, and 1 for what is no number or too large. */
const readDelay = (given: unknown): number => {
  const delayMs = Number(given)
  return delayMs >= 1 && delayMs <= 2 ** 31 - 1 ? Math.trunc(delayMs) : 1
}

/**
 * Has every timer that a program sets from now on follow virtual time, and gives what moves it and when the next is due (in how long; null without one). Between moves the timers are Node's own:
 * they hold the process, let it go by `unref`, and fire as they would.
 */
export function followTime(time: VirtualTime): { advance(byMs: number): Promise<void>; nextDueMs(): number | null } {
  const real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    setImmediate: globalThis.setImmediate,
  }
  const armed = new Map<Timer, Armed>()
  let count = 0

  const arm = (callback: Callback, delay: unknown, given: unknown[], repeats: boolean): Timer => {
    const delayMs = readDelay(delay)
    const run = (): void => callback.apply(timer, given)
    const fire = (): void => {
      const entry = armed.get(timer)
      if (entry?.repeats) entry.dueMs = time.steadyMs() + delayMs
      else armed.delete(timer)
      run()
    }
    // Node itself refuses a callback that is none, with its own words.
    const target = typeof callback === 'function' ? fire : callback
    const timer = (repeats ? real.setInterval(target, delayMs) : real.setTimeout(target, delayMs)) as Timer
    count += 1
    armed.set(timer, { dueMs: time.steadyMs() + delayMs, delayMs, repeats, order: count, run })
    return timer
  }
  const setTimeout = Object.assign((callback: Callback, delay?: unknown, ...given: unknown[]) => arm(callback, delay, given, false), {
    [promisify.custom]: (delay?: number, value?: unknown, options?: PromisedOptions) => wait(delay, value, options),
  })
  const setInterval = (callback: Callback, delay?: unknown, ...given: unknown[]): Timer => arm(callback, delay, given, true)
  const clear = (timer: unknown): void => {
    real.clearTimeout(timer as Timer)
    if (typeof timer === 'object' && timer !== null) armed.delete(timer as Timer)
    else for (const one of armed.keys()) if (Number(one) === Number(timer)) armed.delete(one)
  }

  interface PromisedOptions {
    signal?: AbortSignal
    ref?: boolean
  }
  const wait = (delay?: number, value?: unknown, { signal, ref = true }: PromisedOptions = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        clear(timer)
        reject(new AbortError(signal?.reason))
      }
      if (signal?.aborted) return reject(new AbortError(signal.reason))
      const timer = arm(
        () => {
          signal?.removeEventListener('abort', abort)
          resolve(value)
        },
        delay,
        [],
        false,
      )
      if (!ref) timer.unref()
      signal?.addEventListener('abort', abort, { once: true })
    })
  async function* tick(delay?: number, value?: unknown, options?: PromisedOptions): AsyncGenerator<unknown> {
    for (;;) {
      await wait(delay, undefined, options)
      yield value
    }
  }

  const prototype = Object.getPrototypeOf(real.setTimeout(() => undefined, 0).unref()) as { refresh(this: Timer): Timer; close(this: Timer): Timer }
  const { refresh, close } = prototype
  prototype.refresh = function () {
    const entry = armed.get(this)
    if (entry) {
      entry.dueMs = time.steadyMs() + entry.delayMs
      this._idleTimeout = entry.delayMs
    }
    return refresh.call(this)
  }
  prototype.close = function () {
    armed.delete(this)
    return close.call(this)
  }

  const replaced = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear }
  Object.assign(globalThis, replaced)
  Object.assign(nodeTimers, replaced)
  Object.assign(promised, { setTimeout: wait, setInterval: tick })
  Object.assign(promised.scheduler, { wait: (delay?: number, options?: PromisedOptions) => wait(delay, undefined, options) })
  Object.defineProperty(AbortSignal, 'timeout', {
    value: (delay: number) => {
      const controller = new AbortController()
      arm(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay, [], false).unref()
      return controller.signal
    },
    writable: true,
    configurable: true,
  })

  const nextDue = (untilMs: number): [Timer, Armed] | null => {
    let next: [Timer, Armed] | null = null
    for (const [timer, entry] of armed) {
      if (entry.dueMs > untilMs) continue
      if (!next || entry.dueMs < next[1].dueMs || (entry.dueMs === next[1].dueMs && entry.order < next[1].order)) next = [timer, entry]
    }
    return next
  }
  const fireDue = ([timer, entry]: [Timer, Armed]): void => {
    if (entry.repeats) {
      entry.dueMs += entry.delayMs
    } else {
      armed.delete(timer)
      real.clearTimeout(timer)
    }
    entry.run()
  }
  /** In a task of its own, so that promises settle between two timers and a timer that throws is reported as any other. */
  const inTask = (work: () => void): Promise<void> =>
    new Promise((resolve) => {
      real.setImmediate(() => {
        real.setImmediate(resolve)
        work()
      })
    })

  return {
    nextDueMs: () => {
      const next = nextDue(Number.POSITIVE_INFINITY)
      return next && Math.max(0, next[1].dueMs - time.steadyMs())
    },
    advance: async (byMs) => {
      const endsAtMs = time.steadyMs() + byMs
      for (let next = nextDue(endsAtMs); next; next = nextDue(endsAtMs)) {
        const due = next
        await inTask(() => {
          if (!armed.has(due[0])) return
          // Each sees its own time, never an earlier one than the timer before it.
          time.move(Math.max(0, due[1].dueMs - time.steadyMs()))
          fireDue(due)
        })
      }
      time.move(Math.max(0, endsAtMs - time.steadyMs()))
      for (const [timer, entry] of armed) {
        timer._idleTimeout = Math.max(1, Math.ceil(entry.dueMs - time.steadyMs()))
        refresh.call(timer)
      }
    },
  }
}

class AbortError extends Error {
  override name = 'AbortError'
  code = 'ABORT_ERR'
  constructor(cause: unknown) {
    super('The operation was aborted', { cause })
  }
}
