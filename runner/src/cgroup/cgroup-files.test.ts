import { describe, expect, it } from 'vitest'
import { findHierarchies } from './cgroup-files.ts'

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

  it('are none where nothing is mounted', () => {
    expect(findHierarchies('', '0::/\n')).toEqual([])
  })
})
