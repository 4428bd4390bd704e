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

export type Supervision = {
  /** What ends it at once; a program that must clean up has another than SIGKILL. */
  killSignal?: NodeJS.Signals
  /** The rest goes on without it: then a first start that fails is said, and tried again later. */
  isDispensable?: boolean
}

/**
 * Starts a child through `start` (which resolves when the child is up, or throws) and starts it again when it dies, each time
 * later, saying so. The first start is awaited and its failure thrown, unless the rest can do without.
 */
export async function supervise(
  name: string,
  start: () => Promise<ChildProcess>,
  { killSignal = 'SIGKILL', isDispensable = false }: Supervision = {},
): Promise<Supervised> {
  let ending = false
  let failures = 0
  let child: ChildProcess | null = null
  if (isDispensable) await tryToStart()
  else child = await start()
  const watching = watch()

  async function watch(): Promise<void> {
    while (!ending) {
      const since = Date.now()
      if (child && isRunning(child)) await once(child, 'exit')
      if (ending) return
      if (child) say(`${name} ended (${child.signalCode ?? `code ${child.exitCode}`}); starting it again …`)
      if (Date.now() - since > STEADY_MS) failures = 0
      child = null
      while (!child) {
        await delay(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)], undefined, { ref: false })
        if (ending) return
        if (await tryToStart()) say(`${name} is up again.`)
      }
    }
  }

  async function tryToStart(): Promise<boolean> {
    failures += 1
    try {
      child = await start()
      if (ending) child.kill(killSignal)
      return !ending
    } catch (error) {
      // The same complaint again and again helps nobody.
      if (!ending && failures <= 2) say(`${name} could not be started: ${(error as Error).message} It is tried again now and then.`)
      return false
    }
  }

  return {
    stop: async (withinMs) => {
      ending = true
      const last = child
      if (!last || !isRunning(last)) return
      last.kill('SIGTERM')
      const timer = setTimeout(() => last.kill(killSignal), withinMs)
      await once(last, 'exit')
      clearTimeout(timer)
      await watching
    },
    kill: () => {
      ending = true
      child?.kill(killSignal)
    },
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
