import { readFileSync } from 'node:fs'
import { JobSchema, type RunEvent } from '../src/contract.ts'
import { runJob } from '../src/run-job.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'

/** Another learner's run that goes on while an attack is tried. */
export interface Neighbour {
  /** Ends it; what it noticed of the attack, in words. */
  end(): Promise<string[]>
}

/** Starts a program that has a secret, listens, watches its files and tells whatever reaches it. Resolves once it watches. */
export async function startNeighbour(sandbox: Sandbox): Promise<Neighbour> {
  const content = readFileSync(new URL('neighbour.cjs', import.meta.url), 'utf8')
  const job = JobSchema.parse({
    version: 1,
    caller: 'neighbour',
    kind: 'script',
    files: [{ path: 'neighbour.cjs', content }],
    limits: { wallMs: 20_000 },
  })
  const leave = new AbortController()
  const faults: unknown[] = []
  let output = ''
  const { promise: watches, resolve } = Promise.withResolvers<void>()
  const emit = (event: RunEvent): void => {
    if (event.type !== 'log') return
    output += event.text
    if (output.includes('watching')) resolve()
  }
  const ended = runJob(job, { sandbox, queueMs: 0, signal: leave.signal, emit, onFault: (error) => faults.push(error) })
  await Promise.race([watches, ended])
  return {
    end: async () => {
      leave.abort()
      const { end } = await ended
      const noticed = output.replace('watching\n', '')
      return [
        ...(end.outcome === 'cancelled' && faults.length === 0
          ? []
          : [`the neighbour ended: ${end.outcome} ${end.signal} ${faults.map(String).join()}`]),
        ...(noticed === '' ? [] : [`the neighbour noticed: ${noticed.slice(0, 300)}`]),
      ]
    },
  }
}
