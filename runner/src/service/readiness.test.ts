import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { createAdmission } from '../admission.ts'
import type { Place, Sandbox } from '../sandbox/sandbox.ts'
import type { WarmPool } from '../sandbox/warm-pool.ts'
import type { SandboxState } from '../sandbox-state.ts'
import { openRealSandbox } from '../test-sandbox.ts'
import { createFakeSandbox } from '../test-service.ts'
import { createMetrics } from './metrics.ts'
import { createReadiness, type Readiness } from './readiness.ts'

const opened: { stop?(): void; close?(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) {
    one.stop?.()
    one.close?.()
  }
})

/** A pool whose spare places are counted; `spare` null when learners use all. */
function prepare(pool: Sandbox, spare: () => Place | null) {
  const counts = { lent: 0, opened: 0, swept: 0, checked: 0 }
  const whole: WarmPool = {
    ...pool,
    state: () => ({ waiting: 0, booting: 0, takers: 0 }),
    open: (...given) => {
      counts.opened += 1
      return pool.open(...given)
    },
    takeSpare: () => {
      const place = spare()
      if (place) counts.lent += 1
      return place
    },
    sweep: () => {
      counts.swept += 1
    },
  }
  const state: SandboxState = {
    sandbox: () => whole,
    sandboxOnceTested: async () => whole,
    health: () => ({ status: 'ready', missing: [], fix: null, layers: ['fake'] }),
    check: async () => {
      counts.checked += 1
    },
    close: () => undefined,
  }
  const admission = createAdmission({ places: 1, queueMax: 1, queueWaitMs: 1, callerRunningMax: 1, callerWaitingMax: 1 })
  const sources = { admission: admission.state, pool: () => whole.state(), health: () => state.health(), placesCpuMs: () => null }
  const metrics = createMetrics(sources)
  const readiness: Readiness = createReadiness({ state, admission, metrics, log: pino({ level: 'silent' }) })
  opened.push(readiness)
  return { readiness, counts, admission, metrics }
}

const placesOf = async (output: string, count: number): Promise<Place[]> => {
  const { sandbox } = createFakeSandbox({ output })
  return Promise.all(Array.from({ length: count }, () => sandbox.open()))
}

describe('readiness', { timeout: 60_000 }, () => {
  it('takes a place of the pool and runs a program in it, once for all who ask in a second', async () => {
    const places = await placesOf('it works', 2)
    const { readiness, counts } = prepare(createFakeSandbox().sandbox, () => places.pop() ?? null)
    const answers = await Promise.all([readiness.health(), readiness.health(), readiness.health()])
    expect(answers.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready'])
    await readiness.health()
    expect(counts).toMatchObject({ lent: 1, opened: 0, checked: 0 })
  })

  it('is gone when the program does not do what it should, and has the sandbox tested anew', async () => {
    const places = await placesOf('something else', 1)
    const { readiness, counts, metrics } = prepare(createFakeSandbox().sandbox, () => places.pop() ?? null)
    expect(await readiness.health()).toMatchObject({ status: 'unavailable', missing: ['working sandbox'], fix: expect.stringContaining('log') })
    expect(counts.checked).toBe(1)
    expect(await metrics.text()).toContain('crumbtrail_runner_trials_total{trial="ready",result="failed"} 1')
  })

  it('takes nothing from learners: their runs are the proof', async () => {
    const { readiness, counts } = prepare(createFakeSandbox({ output: 'never asked' }).sandbox, () => null)
    readiness.onProof()
    expect((await readiness.health()).status).toBe('ready')
    expect(counts).toMatchObject({ lent: 0, opened: 0 })
  })

  it('waits in line for a place when nothing was proved for long', async () => {
    const { readiness, counts } = prepare(createFakeSandbox({ output: 'it works' }).sandbox, () => null)
    expect((await readiness.health()).status).toBe('ready')
    expect(counts).toMatchObject({ lent: 0, opened: 1 })
  })

  it('ends when the service does', async () => {
    const { readiness, admission } = prepare(createFakeSandbox({ output: 'it works' }).sandbox, () => null)
    admission.close()
    expect((await readiness.health()).status).toBe('unavailable')
  })

  it('has a canary that sweeps the pool and plays a server in the real sandbox', async () => {
    const sandbox = await openRealSandbox()
    opened.push(sandbox)
    const { readiness, counts, metrics } = prepare(sandbox, () => null)
    readiness.startCanary()
    while (!/trials_total\{/.test(await metrics.text())) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await metrics.text()).toContain('crumbtrail_runner_trials_total{trial="canary",result="worked"} 1')
    expect(counts).toMatchObject({ swept: 1, opened: 1, checked: 0 })
  })
})
