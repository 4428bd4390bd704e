import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cgroup, CgroupBounds } from './cgroup.ts'
import { areOurs, findHierarchies, keepGroups, setMakesWay } from './cgroup-files.ts'

const line = (root: string, mountPoint: string, type: string, options: string) =>
  `30 24 0:26 ${root} ${mountPoint} rw,nosuid shared:9 - ${type} cgroup rw,${options}`

describe('the hierarchies', () => {
  it('of version 1 are found by controller, with our own group in each', () => {
    const mounts = [
      line('/', '/sys/fs/cgroup/memory', 'cgroup', 'memory'),
      line('/', '/sys/fs/cgroup/cpu,cpuacct', 'cgroup', 'cpu,cpuacct'),
      line('/', '/tmp', 'tmpfs', 'size=1'),
    ].join('\n')
    expect(findHierarchies(mounts, '4:memory:/a/b\n2:cpu,cpuacct:/\n0::/\n')).toEqual([
      { mountPoint: '/sys/fs/cgroup/memory', controllers: ['memory'], ownFolder: '/sys/fs/cgroup/memory/a/b' },
      { mountPoint: '/sys/fs/cgroup/cpu,cpuacct', controllers: ['cpu', 'cpuacct'], ownFolder: '/sys/fs/cgroup/cpu,cpuacct' },
    ])
  })

  it('of version 2 is one without names', () => {
    expect(findHierarchies(line('/', '/sys/fs/cgroup', 'cgroup2', 'nsdelegate'), '0::/user.slice/a.scope\n')).toEqual([
      { mountPoint: '/sys/fs/cgroup', controllers: [], ownFolder: '/sys/fs/cgroup/user.slice/a.scope' },
    ])
  })

  it('seen in part have our group told from the part', () => {
    expect(findHierarchies(line('/docker/x', '/sys/fs/cgroup/memory', 'cgroup', 'memory'), '4:memory:/docker/x/y\n')[0]?.ownFolder).toBe(
      '/sys/fs/cgroup/memory/y',
    )
  })

  it('are told from the group that we were given, also when we have stepped down from it', () => {
    expect(findHierarchies(line('/', '/sys/fs/cgroup', 'cgroup2', 'nsdelegate'), '0::/system.slice/a.service/crumbtrail-main\n')[0]?.ownFolder).toBe(
      '/sys/fs/cgroup/system.slice/a.service',
    )
  })

  it('are none where nothing is mounted', () => {
    expect(findHierarchies('', '0::/\n')).toEqual([])
  })
})

describe('the groups of one opening', () => {
  const bounds: CgroupBounds = { memoryBytes: 1, socketBytes: 1, tasksMax: 1, cpus: 1 }
  const keep = (usedMs: Record<string, number | null>) => {
    const calls: string[] = []
    const kept = keepGroups((name) => {
      const own = name.split('-').at(-1) as string
      return {
        usage: () => ({ cpuMs: usedMs[own] ?? null, memoryPeakBytes: null, oomKills: null }),
        kill: () => calls.push(`kill ${own}`),
        remove: () => calls.push(`remove ${own}`),
      } as unknown as Cgroup
    })
    return { ...kept, calls }
  }

  it('count what all of them used, also those that are gone', () => {
    const usedMs = { a: 5, b: 7 }
    const { create, cpuMs } = keep(usedMs)
    expect(cpuMs()).toBe(0)
    const first = create('a', bounds)
    create('b', bounds)
    expect(cpuMs()).toBe(12)
    usedMs.a = 6
    first.remove()
    usedMs.a = 0
    expect(cpuMs()).toBe(13)
  })

  it('are not counted where the kernel does not', () => {
    const { create, cpuMs } = keep({ a: null })
    create('a', bounds)
    expect(cpuMs()).toBeNull()
  })

  it('are ended in the end, but for those that were', () => {
    const { create, close, calls } = keep({})
    create('a', bounds).remove()
    create('b', bounds)
    close()
    expect(calls).toEqual(['remove a', 'kill b', 'remove b'])
  })
})

describe('a group that makes way', () => {
  let folder: string
  const share = { file: 'cpu.shares', usual: 1024 }
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crumbtrail-'))
    writeFileSync(join(folder, 'cpu.shares'), 'as it was')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is idle where the kernel knows that', () => {
    writeFileSync(join(folder, 'cpu.idle'), '0')
    setMakesWay(folder, true, share)
    expect(read('cpu.idle')).toBe('1')
    setMakesWay(folder, false, share)
    expect([read('cpu.idle'), read('cpu.shares')]).toEqual(['0', 'as it was'])
  })

  it('may be gone', () => {
    expect(() => setMakesWay(join(folder, 'gone'), true, share)).not.toThrow()
  })

  it('has a tenth of the usual share elsewhere', () => {
    setMakesWay(folder, true, share)
    expect(read('cpu.shares')).toBe('102')
    setMakesWay(folder, false, share)
    expect(read('cpu.shares')).toBe('1024')
  })
})

describe('processes in a group', () => {
  it('are ours when we started them, or what we started did', async () => {
    const child = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
    const grandchild = Number(await new Promise((resolve) => child.stdout.once('data', resolve)))
    try {
      expect(areOurs([process.pid, child.pid as number, grandchild])).toBe(true)
      expect(areOurs([process.pid, process.ppid])).toBe(false)
      expect(areOurs([1])).toBe(false)
    } finally {
      process.kill(-(child.pid as number), 'SIGKILL')
    }
  })

  it('of another pid namespace are not ours', () => {
    expect(areOurs([0])).toBe(false)
  })
})
