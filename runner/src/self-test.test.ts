import { afterEach, describe, expect, it } from 'vitest'
import { runsAsRoot } from './env.ts'
import { createBubblewrapSandbox, type SandboxParts } from './sandbox/bubblewrap-sandbox.ts'
import { inspectMachine } from './sandbox/inspect-machine.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { ACTIONS, assemble, give } from './seccomp/bpf.ts'
import { selfTest } from './self-test.ts'
import { openRealSandbox, testRootFolder } from './test-sandbox.ts'

const opened: Sandbox[] = []
afterEach(() => {
  for (const sandbox of opened.splice(0)) sandbox.close()
})

/** The real sandbox with one layer changed. */
async function openWith(change: (parts: SandboxParts) => Partial<SandboxParts>): Promise<Sandbox> {
  opened.push(await openRealSandbox())
  const inspected = inspectMachine(testRootFolder(), runsAsRoot())
  if (!inspected.ok) throw new Error('no sandbox')
  const sandbox = createBubblewrapSandbox({ ...inspected.parts, ...change(inspected.parts) })
  opened.push(sandbox)
  return sandbox
}

describe('the self-test', { timeout: 60_000 }, () => {
  it('finds nothing wrong with the sandbox as it is', async () => {
    expect(await selfTest(await openWith(() => ({})), undefined)).toEqual([])
  })

  it('finds a filter that lets calls through', async () => {
    const faults = await selfTest(await openWith(() => ({ filter: assemble([give(ACTIONS.allow)]) })), undefined)
    expect(faults.map(({ missing }) => missing)).toEqual(['seccomp filter'])
  })

  it('finds memory that is not bounded, where cgroups are to bound it', async () => {
    const generous = await openWith(({ cgroups }) => ({
      cgroups: {
        ...cgroups,
        create: cgroups.create && ((name, bounds) => cgroups.create?.(name, { ...bounds, memoryBytes: 4 * bounds.memoryBytes }) as never),
      },
    }))
    const faults = await selfTest(generous, undefined)
    expect(faults.map(({ missing }) => missing)).toEqual(generous.degraded.length > 0 ? [] : ['memory limit'])
  })

  it('does not take a sandbox that starts nothing for one that holds everything', async () => {
    await expect(selfTest(await openWith(() => ({ rootFolder: '/nowhere' })), undefined)).rejects.toThrow(/bubblewrap|sandbox/)
    await expect(selfTest(await openWith(() => ({ bwrap: '/bin/true' })), undefined)).rejects.toThrow(/bubblewrap|sandbox/)
  })
})
