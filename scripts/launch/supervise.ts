import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './progress.ts'

const BACKOFF_MS = [500, 1000, 2000, 4000, 8000, 15_000]
/** A child that lived this long starts its count of failures anew. */
const STEADY_MS = 60_000

export type Supervised = {
  /** Asks it to end and waits; after `withinMs` it is killed. */
  stop: (withinMs: number) => Promise<void>
  kill: () => void
}

/**
 * Starts a child through `start` (which resolves when the child is up, or throws) and starts it again when it dies, each time
 * later, saying so. The first start is awaited and its failure thrown.
 */
export async function supervise(name: string, start: () => Promise<ChildProcess>, killSignal: NodeJS.Signals = 'SIGKILL'): Promise<Supervised> {
  let child = await start()
  let ending = false
  const watching = watch()

  async function watch(): Promise<void> {
    let failures = 0
    while (!ending) {
      const since = Date.now()
      if (isRunning(child)) await once(child, 'exit')
      if (ending) return
      failures = Date.now() - since > STEADY_MS ? 0 : failures
      say(`${name} ended (${child.signalCode ?? `code ${child.exitCode}`}); starting it again …`)
      for (;;) {
        await delay(BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)], undefined, { ref: false })
        if (ending) return
        try {
          child = await start()
          if (ending) child.kill(killSignal)
          else say(`${name} is up again.`)
          break
        } catch (error) {
          say(`${name} could not be started: ${(error as Error).message}`)
        }
      }
    }
  }

  return {
    stop: async (withinMs) => {
      ending = true
      if (!isRunning(child)) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill(killSignal), withinMs)
      await once(child, 'exit')
      clearTimeout(timer)
      await watching
    },
    kill: () => {
      ending = true
      child.kill(killSignal)
    },
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
