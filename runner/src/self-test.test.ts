import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runsAsRoot } from './env.ts'
import { createBubblewrapSandbox, type SandboxParts } from './sandbox/bubblewrap-sandbox.ts'
import { inspectMachine } from './sandbox/inspect-machine.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { ACTIONS, assemble, give } from './seccomp/bpf.ts'
import { selfTest } from './self-test.ts'
import { openRealSandbox, testFolder, testRootFolder } from './test-sandbox.ts'

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

/** A bubblewrap that leaves out an argument, or gives a program more than it was asked for. */
function weakened(folder: string, bwrap: string, change: string): string {
  const path = join(folder, 'bwrap')
  const [verb, ...words] = change.split(' ')
  const more = verb === 'add' ? words.join(' ') : ''
  const dropped = verb === 'drop' ? words[0] : 'nothing'
  const lines = [
    '#!/bin/bash',
    'kept=(); isCommand=; isProgram=',
    // The agent has no folders of its own.
    'case " $* " in *" --tmpfs /tmp "*) isProgram=1;; esac',
    'for word in "$@"; do',
    `  if [ "$word" = -- ] && [ -z "$isCommand" ]; then isCommand=1; [ -z "$isProgram" ] || kept+=(${more}); fi`,
    `  [ "$word" = ${dropped} ] || kept+=("$word")`,
    'done',
    `exec ${bwrap} "\${kept[@]}"`,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 })
  chmodSync(folder, 0o755)
  return path
}

/** How many processes that a probe detached are left on the machine. */
function probesLeft(): number {
  const commands = readdirSync('/proc').map((name) => {
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  })
  return commands.filter((command) => command.includes('SIGTERM') && /crumbtrail-[0-9a-f-]{36}/.test(command)).length
}

describe('the self-test', { timeout: 60_000 }, () => {
  it('finds nothing wrong with the sandbox as it is', async () => {
    expect(await selfTest(await openWith(() => ({})), undefined)).toEqual([])
  })

  it('finds a filter that lets calls through', async () => {
    const faults = await selfTest(await openWith(() => ({ filter: assemble([give(ACTIONS.allow)]) })), undefined)
    expect(faults.map(({ missing }) => missing)).toEqual(['seccomp filter'])
  })

  it.each([
    ['a folder of the machine', 'mount namespace', 'add --ro-bind FOLDER FOLDER'],
    ['a variable', 'empty environment', 'add --setenv RUNNER_SECRET planted'],
    ['a root that can be written', 'read-only root', 'add --tmpfs /etc'],
    ['the processes of the machine', 'pid namespace', 'drop --unshare-pid'],
  ])('finds %s that is shared: no %s', async (_what, missing, change) => {
    const { folder, remove } = testFolder()
    try {
      const faults = await selfTest(await openWith(({ bwrap }) => ({ bwrap: weakened(folder, bwrap, change.replaceAll('FOLDER', folder)) })), folder)
      expect(faults.map((fault) => fault.missing)).toContain(missing)
      for (const { fix } of faults) expect(fix).toContain('runner/deploy/README.md')
      await expect.poll(probesLeft).toBe(0)
    } finally {
      remove()
    }
  })

  it("finds that programs are in the machine's network", async () => {
    const { folder, remove } = testFolder()
    try {
      const nsenter = join(folder, 'nsenter')
      writeFileSync(nsenter, '#!/bin/bash\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n', { mode: 0o755 })
      chmodSync(folder, 0o755)
      const faults = await selfTest(await openWith(() => ({ nsenter })), undefined)
      expect(faults.map((fault) => fault.missing)).toEqual(['network namespace'])
    } finally {
      remove()
    }
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
