/** A gate before work that takes a processor's time: so many at once, so many waiting, none waiting for long. */
export type WorkGate = {
  /** Does the work when its turn comes. `busy`: the line was full, or the turn did not come in time; then nothing was done. */
  pass: <Value>(work: () => Promise<Value>) => Promise<{ ok: true; value: Value } | { ok: false; reason: 'busy' }>
  /** Whether the next one would be turned away at once. */
  isFull: () => boolean
}

export type GateLimits = { atOnce: number; waitingMax: number; waitMsMax: number }

export function createWorkGate({ atOnce, waitingMax, waitMsMax }: GateLimits): WorkGate {
  let working = 0
  const waiting: ((isTurn: boolean) => void)[] = []

  function takeTurn(): Promise<boolean> {
    if (working < atOnce) {
      working += 1
      return Promise.resolve(true)
    }
    if (waiting.length >= waitingMax) return Promise.resolve(false)
    return new Promise((resolve) => {
      const called = (isTurn: boolean) => {
        clearTimeout(timer)
        resolve(isTurn)
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(called), 1)
        resolve(false)
      }, waitMsMax)
      waiting.push(called)
    })
  }

  /** The turn goes to whoever has waited longest; the count of those at work then stays as it is. */
  function endTurn(): void {
    const next = waiting.shift()
    if (next) next(true)
    else working -= 1
  }

  return {
    isFull: () => working >= atOnce && waiting.length >= waitingMax,
    async pass(work) {
      if (!(await takeTurn())) return { ok: false, reason: 'busy' }
      try {
        return { ok: true, value: await work() }
      } finally {
        endTurn()
      }
    },
  }
}
