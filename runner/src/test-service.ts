import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach } from 'vitest'
import { type AdmissionBounds, createAdmission } from './admission.ts'
import { EventSchema, type RunEvent, RunnerErrorSchema, type RunnerHealth } from './contract.ts'
import type { Place, Sandbox } from './sandbox/sandbox.ts'
import type { WarmPool } from './sandbox/warm-pool.ts'
import type { SandboxState } from './sandbox-state.ts'
import { createRunnerServer } from './server.ts'
import { createMetrics } from './service/metrics.ts'
import { createReadiness } from './service/readiness.ts'

export const SECRET = 'test-secret-0123456789-0123456789'
/** With as much time as there is to have, so that what is held stays held on a machine that is slow for a while. */
export const JOB = { version: 1, kind: 'script', caller: 'ann', files: [{ path: 'a.js', content: '' }], limits: { wallMs: 30_000 } }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const nothingListens = (): Promise<never> => Promise.reject(new Error('nothing listens'))

/** A sandbox that runs nothing: its programs write what they are told and end when they are let go. */
export function createFakeSandbox({
  output = 'hi\n',
  holds = false,
  closeFails = false,
  agent = {},
}: {
  output?: string
  holds?: boolean
  closeFails?: boolean | (() => boolean)
  agent?: Partial<Place['agent']>
} = {}) {
  const open = new Set<Place>()
  const starts: (() => void)[] = []
  const sandbox: Sandbox = {
    layers: ['fake'],
    degraded: [],
    services: [],
    close: () => undefined,
    open: async () => {
      const { promise: ended, resolve } = Promise.withResolvers<{ exitCode: number; signal: null }>()
      const place: Place = {
        agent: { ready: Promise.resolve(), awaitListen: async () => false, exchange: nothingListens, ask: nothingListens, ...agent },
        isWhole: () => true,
        prepare: async () => undefined,
        startService: nothingListens,
        start: (_spec, onOutput) => {
          onOutput('stdout', Buffer.from(output))
          starts.push(() => resolve({ exitCode: 0, signal: null }))
          if (!holds) resolve({ exitCode: 0, signal: null })
          return { ended, drained: Promise.resolve(), clock: null, end: async () => undefined }
        },
        usage: () => ({ cpuMs: 1, memoryPeakBytes: 1, oomKills: 0, sampled: null }),
        makeWay: () => undefined,
        isBusy: () => false,
        listeningPorts: () => [],
        close: async () => {
          open.delete(place)
          if (typeof closeFails === 'function' ? closeFails() : closeFails) throw new Error('would not end')
        },
      }
      open.add(place)
      return place
    },
  }
  return {
    sandbox,
    open,
    letGo: () => {
      for (const end of starts.splice(0)) end()
    },
    started: () => starts.length,
  }
}

/** The service on a free port, with this sandbox or none, and what it logs. */
export async function serve(sandbox: Sandbox | null, bounds: Partial<AdmissionBounds> = {}) {
  const health: RunnerHealth = sandbox
    ? { status: 'ready', missing: [], fix: null, layers: ['fake'] }
    : { status: 'unavailable', missing: ['bubblewrap'], fix: 'apt-get install bubblewrap', layers: [] }
  let checks = 0
  const pool: WarmPool | null = sandbox && {
    ...sandbox,
    state: () => ({ waiting: 3, booting: 1, takers: 0 }),
    takeSpare: () => null,
    sweep: () => undefined,
  }
  const state: SandboxState = {
    sandbox: () => pool,
    sandboxOnceTested: async () => pool,
    health: () => health,
    check: async () => {
      checks += 1
    },
    close: () => undefined,
  }
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  const admission = createAdmission({ places: 2, queueMax: 2, queueWaitMs: 2_000, callerRunningMax: 2, callerWaitingMax: 9, ...bounds })
  const metrics = createMetrics({ admission: admission.state, pool: () => pool?.state() ?? null, health: () => health, placesCpuMs: () => 1_500 })
  const readiness = createReadiness({ state, admission, metrics, log })
  const server = createRunnerServer({ secret: SECRET, admission, state, readiness, metrics, log })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const post = (job: unknown, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: typeof job === 'string' ? job : JSON.stringify(job),
      ...init,
    })
  return { url, port, post, admission, state, checks: () => checks, logged }
}

/** A refusal, checked against the contract. */
export const refusal = async (response: Response) => ({
  status: response.status,
  retryAfter: response.headers.get('retry-after'),
  ...RunnerErrorSchema.parse(await response.json()).error,
})
/** The events of an answer, each checked against the contract. */
export const events = async (response: Response): Promise<RunEvent[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => EventSchema.parse(JSON.parse(line)))
