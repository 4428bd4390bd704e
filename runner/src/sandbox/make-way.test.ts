import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Cgroup, CgroupHost } from '../cgroup/cgroup.ts'
import { runChecks } from '../checks/run-checks.ts'
import { createTimeline } from '../checks/timeline.ts'
import { RUN_LIMITS } from '../limits.ts'
import { inspectTestMachine } from '../test-sandbox.ts'
import { createBubblewrapSandbox, type SandboxParts } from './bubblewrap-sandbox.ts'
import type { Sandbox } from './sandbox.ts'

let parts: SandboxParts

beforeAll(async () => {
  parts = await inspectTestMachine()
}, 60_000)

/** A sandbox whose groups bound nothing, and which of its places make way, by the order of their opening. */
function listen(): { sandbox: Sandbox; makesWay(): boolean[] } {
  const told = new Map<string, boolean>()
  const create = (name: string): Cgroup => {
    told.set(name, false)
    return {
      add: async () => undefined,
      usage: () => ({ cpuMs: 0, memoryPeakBytes: 0, oomKills: 0 }),
      makeWay: (makesWay) => void told.set(name, makesWay),
      forgetPeak: () => undefined,
      isEmpty: () => true,
      kill: () => undefined,
      remove: () => void told.delete(name),
    }
  }
  const cgroups: CgroupHost = { ...parts.cgroups, create, cpuMs: () => null, close: () => undefined }
  const ofPlaces = (): boolean[] =>
    [...told].filter(([name]) => !name.endsWith('-agent')).map(([name, makesWay]) => makesWay && told.get(`${name}-agent`) === true)
  return { sandbox: createBubblewrapSandbox({ ...parts, cgroups }), makesWay: ofPlaces }
}

/** A run that has had little of the processor goes on beside what the test does. */
async function beside(test: (heard: ReturnType<typeof listen>) => Promise<void>): Promise<void> {
  const heard = listen()
  const run = await heard.sandbox.open('now')
  await run.prepare({ programs: 1, hosts: [] })
  try {
    await test(heard)
  } finally {
    await run.close()
    heard.sandbox.close()
  }
}

describe('the processor is left to a run that has had little of it', () => {
  it('by a place that boots while nobody waits for it', () =>
    beside(async ({ sandbox, makesWay }) => {
      const opening = sandbox.open('spare')
      expect(makesWay()).toEqual([false, true])
      await (await opening).close()
    }))

  it('in its first moment by all that boot, also for somebody who waits', () =>
    beside(async ({ sandbox, makesWay }) => {
      const opening = sandbox.open('now')
      expect(makesWay()).toEqual([false, true])
      await (await opening).close()
    }))

  it('later not by a place that somebody waits for, or comes to wait for', () =>
    beside(async ({ sandbox, makesWay }) => {
      await delay(2 * RUN_LIMITS.firstMs)
      const [now, spare] = [sandbox.open('now'), sandbox.open('spare')]
      expect(makesWay()).toEqual([false, false, true])
      sandbox.hurry?.()
      await delay(0)
      expect(makesWay()).toEqual([false, false, false])
      for (const opening of [now, spare]) await (await opening).close()
    }))

  it('by a run that has had much of it, until no other goes on', async () => {
    const { sandbox, makesWay } = listen()
    const greedy = await sandbox.open('now')
    await greedy.prepare({ programs: 1, hosts: [] })
    greedy.makeWay()
    await greedy.prepare({ programs: 2 })
    expect(makesWay()).toEqual([false])
    const other = await sandbox.open('spare')
    expect(makesWay()).toEqual([false, false])
    await other.prepare({ programs: 1, hosts: [] })
    expect(makesWay()).toEqual([true, false])
    // The first moments of both are over by then: that of the greedy one has not put it beside the other again.
    await delay(2 * RUN_LIMITS.firstMs)
    expect(makesWay()).toEqual([true, false])
    await other.close()
    expect(makesWay()).toEqual([false])
    await greedy.close()
    sandbox.close()
  })

  it('and to checks, though their place has no sites', async () => {
    const { sandbox, makesWay } = listen()
    const greedy = await sandbox.open('now')
    await greedy.prepare({ programs: 1, hosts: [] })
    greedy.makeWay()
    const place = await sandbox.open('spare')
    const timeline = createTimeline().of({ type: 'end' } as Parameters<ReturnType<typeof createTimeline>['of']>[0])
    const playing = runChecks('export default []', timeline, place, new AbortController().signal)
    await delay(1)
    expect(makesWay()).toEqual([true, false])
    await playing
    await Promise.all([place.close(), greedy.close()])
    sandbox.close()
  })
})
