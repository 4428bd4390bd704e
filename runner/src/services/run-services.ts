import type { Job, RunEvent } from '../contract.ts'
import { RUN_LIMITS } from '../limits.ts'
import type { Place, ServiceProcess } from '../sandbox/sandbox.ts'
import { isPong, listQuestion, pingQuestion, readKeys, shortenQuestion } from './redis-questions.ts'
import { SERVICES, type ServiceName } from './service-rules.ts'

/** The services of one run. They hear of nothing but what is asked over the run's network, so a program can answer in their place: to itself. */
export interface RunServices {
  /** Starts those of the job's that are named and do not run; gives what did not come to answer. Rejects when a sandbox could not be made. */
  start(names: readonly string[]): Promise<string[]>
  /** Ends one at once, as a crash would: what it held is gone. */
  stop(name: string): Promise<void>
  /** Takes milliseconds off the life of every key. A service that is stopped, or that a program keeps from answering, keeps its own. */
  shorten(byMs: number): Promise<void>
  /** Tells the keys as they are after a step, where the job asks for that. */
  tellKeys(stepId: string): Promise<void>
  /** Tells of nothing from now on: the run is over, and its services end with it. */
  leave(): void
}

type Tell = (event: Extract<RunEvent, { type: 'service' | 'service-keys' }>) => void

/** `now` is in milliseconds since the run began. Nothing is started yet. */
export function createRunServices(job: Job, place: Place, now: () => number, tell: Tell): RunServices {
  const running = new Map<ServiceName, ServiceProcess>()
  let isOver = false
  const say = (service: ServiceName, phase: 'started' | 'stopped' | 'failed', more: { readyMs?: number } = {}): void => {
    if (!isOver) tell({ type: 'service', service, phase, at: now(), ...more })
  }
  const ask = (name: ServiceName, raw: Buffer, awaits: boolean, deadlineMs: number = RUN_LIMITS.serviceMs) =>
    place.agent.ask({ port: SERVICES[name].port, raw, awaits, deadlineMs })

  const startOne = async (name: ServiceName): Promise<boolean> => {
    if (running.has(name)) return true
    // A program may have taken the port while nobody had it.
    if (place.listeningPorts().includes(SERVICES[name].port)) {
      say(name, 'failed')
      return false
    }
    const askedAt = performance.now()
    const process = await place.startService(name)
    running.set(name, process)
    const ended = process.ended.then(() => {
      if (running.get(name) !== process) return false
      running.delete(name)
      return true
    })
    const answering = ask(name, pingQuestion(), true, RUN_LIMITS.listenMs).then(({ bytes }) => isPong(bytes))
    const answered = await Promise.race([answering, ended.then(() => false)])
    // One that ended while something else answered on its port did not come either.
    if (!answered || !running.has(name) || !process.offer()) {
      running.delete(name)
      await process.end()
      // The agent takes one order at a time, and may still wait for what is gone.
      await answering
      say(name, 'failed')
      return false
    }
    say(name, 'started', { readyMs: Math.round((performance.now() - askedAt) * 100) / 100 })
    void ended.then((byItself) => {
      if (byItself) say(name, 'stopped')
    })
    return true
  }
  return {
    start: async (names) => {
      const silent: string[] = []
      for (const name of job.services.filter((service) => names.includes(service))) if (!(await startOne(name))) silent.push(name)
      return silent
    },
    stop: async (named) => {
      const [name, process] = [...running].find(([service]) => service === named) ?? []
      if (!name || !process) return
      running.delete(name)
      await process.end()
      say(name, 'stopped')
    },
    shorten: async (byMs) => {
      for (const name of running.keys()) await ask(name, shortenQuestion(byMs), false)
    },
    tellKeys: async (stepId) => {
      if (!job.listsKeys) return
      for (const service of job.services) {
        const answer = running.has(service) ? await ask(service, listQuestion(), false) : null
        const read = answer === null || answer.failure !== null ? ('unreachable' as const) : readKeys(answer.bytes)
        if (isOver) return
        const at = now()
        if (typeof read === 'string') tell({ type: 'service-keys', service, stepId, at, keys: [], total: 0, failure: read })
        else tell({ type: 'service-keys', service, stepId, at, ...read, failure: null })
      }
    },
    leave: () => {
      isOver = true
    },
  }
}
