import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { buildRoot } from '../scripts/build-root.ts'
import { parseEnv, runsAsRoot } from './env.ts'
import { inspectMachine } from './sandbox/inspect-machine.ts'
import { ROOT_PATHS, STAMP_FILE } from './sandbox/prepared-root.ts'
import { createSandboxState, refusesDegraded, retryMs, type SandboxState } from './sandbox-state.ts'
import { testFolder, testRootFolder } from './test-sandbox.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function open(rootFolder: string, more: Record<string, string> = {}): SandboxState {
  const state = createSandboxState(
    parseEnv({ RUNNER_SECRET: 'x'.repeat(32), RUNNER_ROOT_DIR: rootFolder, ...more }),
    { places: 1, bootsAtOnce: 1, retryMs: 100, graceMs: 0 },
    () => undefined,
  )
  closing.push(() => state.close())
  return state
}

function emptyFolder(): string {
  const { folder, remove } = testFolder()
  closing.push(remove)
  chmodSync(folder, 0o755)
  return folder
}

describe('the state of the sandbox', { timeout: 60_000 }, () => {
  it('is none before it was tested', () => {
    const state = open(testRootFolder())
    expect(state.sandbox()).toBeNull()
    expect(state.health().status).toBe('unavailable')
  })

  it('is waited for by who comes while it is tested', async () => {
    await buildRoot(testRootFolder())
    const state = open(testRootFolder())
    expect(await state.sandboxOnceTested()).toBeNull()
    const testing = state.check()
    expect(await state.sandboxOnceTested()).not.toBeNull()
    await testing
  })

  it('says what is missing and how to get it, and heals when it is there', async () => {
    const root = join(emptyFolder(), 'root')
    const state = open(root)
    await state.check()
    expect(state.health()).toMatchObject({ status: 'unavailable', missing: ['prepared root'], fix: `node runner/scripts/build-root.ts ${root}` })
    await buildRoot(root)
    await state.check()
    expect(state.sandbox()).not.toBeNull()
    expect(['ready', 'degraded']).toContain(state.health().status)
  })

  it('does not take a root made of something else', async () => {
    const root = join(emptyFolder(), 'root')
    await buildRoot(root)
    writeFileSync(join(root, STAMP_FILE), 'of another day')
    const state = open(root)
    await state.check()
    expect(state.health().missing).toEqual(['prepared root that is up to date'])
  })
})

describe('a sandbox that is unavailable', () => {
  it('leaves nothing for each time that it was tested', { timeout: 60_000 }, async () => {
    const [root, work] = [join(emptyFolder(), 'root'), emptyFolder()]
    await buildRoot(root)
    rmSync(join(root, ROOT_PATHS.node))
    const state = open(root, { RUNNER_WORK_DIR: work })
    await state.check()
    expect(state.health()).toMatchObject({ status: 'unavailable', missing: ['working sandbox'] })
    expect(readdirSync(work)).toEqual([])
  })

  it('is tested again soon at first, then every eight seconds', () => {
    expect([1, 2, 3, 4, 5, 60, 2_000].map(retryMs)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000])
  })

  it('heals by itself when what it lacked is there', async () => {
    const root = join(emptyFolder(), 'root')
    const state = open(root)
    await state.check()
    expect(state.sandbox()).toBeNull()
    await buildRoot(root)
    await expect.poll(() => state.sandbox(), { timeout: 50_000, interval: 50 }).not.toBeNull()
  }, 60_000)
})

describe('the machine', () => {
  it('without bubblewrap is told to install it', async () => {
    await buildRoot(testRootFolder())
    expect(inspectMachine(testRootFolder(), runsAsRoot(), { programFolders: [] })).toMatchObject({
      ok: false,
      obstacles: [
        { missing: 'bubblewrap', fix: 'apt-get install bubblewrap' },
        { missing: 'nsenter', fix: 'apt-get install util-linux' },
      ],
    })
  })

  it('whose root lies under a closed folder is told to put it elsewhere', async () => {
    const folder = emptyFolder()
    const root = join(folder, 'closed', 'root')
    mkdirSync(join(folder, 'closed'))
    await buildRoot(root)
    chmodSync(join(folder, 'closed'), 0o700)
    const inspected = inspectMachine(root, true)
    expect(inspected.ok ? [] : inspected.obstacles.map(({ fix }) => fix)).toEqual([
      expect.stringContaining(`${join(folder, 'closed')} is closed to other users`),
    ])
  })

  it.each([
    [[], 'hosted', '0', false],
    [['memory cgroup'], 'local', '0', false],
    [['memory cgroup'], 'hosted', '0', true],
    [['memory cgroup'], 'hosted', '1', false],
  ] as const)('that lacks %j as %s with %s is refused: %s', (degraded, DEPLOYMENT, RUNNER_ALLOW_NO_CGROUP, refused) => {
    expect(refusesDegraded([...degraded], { DEPLOYMENT, RUNNER_ALLOW_NO_CGROUP })).toBe(refused)
  })

  it("does not let a build replace a folder that is somebody else's", async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'letter'), 'dear')
    await expect(buildRoot(folder)).rejects.toThrow('expected an empty or a missing folder')
  })
})
