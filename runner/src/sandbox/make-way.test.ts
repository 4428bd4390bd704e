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

/** A sandbox whose groups bound nothing, and what they were last told. */
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
  return { sandbox: createBubblewrapSandbox({ ...parts, cgroups }), makesWay: () => [...told.values()] }
}

describe('the processor is left to others', () => {
  it('by a place that boots while nobody waits for it, until a run takes it', async () => {
    const { sandbox, makesWay } = listen()
    const place = await sandbox.open('spare')
    expect(makesWay()).toEqual([true, true])
    await place.prepare({ programs: 1, hosts: [] })
    expect(makesWay()).toEqual([false, false])
    await place.close()
    sandbox.close()
  })

  it('not by a place that somebody waits for', async () => {
    const { sandbox, makesWay } = listen()
    const place = await sandbox.open('now')
    expect(makesWay()).toEqual([false, false])
    await place.close()
    sandbox.close()
  })

  it('no longer by one that boots when somebody comes to wait', async () => {
    const { sandbox, makesWay } = listen()
    const opening = sandbox.open('spare')
    expect(makesWay()).toEqual([true, true])
    sandbox.hurry?.()
    await delay(0)
    expect(makesWay()).toEqual([false, false])
    await (await opening).close()
    sandbox.close()
  })

  it('no longer by one in which checks are played, though it has no sites', async () => {
    const { sandbox, makesWay } = listen()
    const place = await sandbox.open('spare')
    const timeline = createTimeline().of({ type: 'end' } as Parameters<ReturnType<typeof createTimeline>['of']>[0])
    const playing = runChecks('export default []', timeline, place, new AbortController().signal)
    await delay(RUN_LIMITS.restMs)
    expect(makesWay()).toEqual([false, false])
    await playing
    await place.close()
    sandbox.close()
  })

  it('by a run that has had much of it, and is so until its place is closed', async () => {
    const { sandbox, makesWay } = listen()
    const place = await sandbox.open('now')
    await place.prepare({ programs: 1, hosts: [] })
    place.makeWay()
    await place.prepare({ programs: 2 })
    expect(makesWay()).toEqual([true, true])
    await place.close()
    expect(makesWay()).toEqual([])
    sandbox.close()
  })
})
