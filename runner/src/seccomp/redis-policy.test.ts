import { describe, expect, it } from 'vitest'
import { ACTIONS, evaluate } from './bpf.ts'
import { buildFilter, MACHINES, type Machine } from './filter.ts'
import { ALLOWED_CALLS, ERRNO, FORBIDDEN_CALLS } from './policy.ts'
import { REDIS_CALLS, REDIS_POLICY } from './redis-policy.ts'

describe.each(Object.entries(MACHINES))('the filter of Redis on %s', (_name, machine: Machine) => {
  const filter = buildFilter(machine, REDIS_POLICY)
  const has = (call: string): boolean => machine.numbers[call] !== undefined
  const ask = (call: string, ...args: number[]): number => evaluate(filter, { nr: machine.numbers[call] ?? -1, arch: machine.arch, args })

  it('allows what Redis calls, which is half of what a program may', () => {
    expect(REDIS_CALLS.filter((call) => has(call) && ask(call) !== ACTIONS.allow)).toEqual([])
    expect(REDIS_CALLS.filter((call) => !ALLOWED_CALLS.includes(call))).toEqual([])
    expect(REDIS_CALLS.length).toBeLessThan(ALLOWED_CALLS.length / 2)
  })

  it('forbids what is forbidden to programs, and to connect, to fork and to change files', () => {
    expect(FORBIDDEN_CALLS.filter((call) => has(call) && ask(call) !== ACTIONS.errno(ERRNO.EPERM))).toEqual([])
    for (const call of ['connect', 'fork', 'vfork'].filter(has)) expect(ask(call)).toBe(ACTIONS.errno(ERRNO.EPERM))
    for (const call of [
      'rename',
      'renameat',
      'unlink',
      'unlinkat',
      'mkdir',
      'mkdirat',
      'link',
      'symlink',
      'chmod',
      'truncate',
      'ftruncate',
      'kill',
      'clone3',
    ].filter(has))
      expect([call, ask(call)]).toEqual([call, ACTIONS.errno(ERRNO.ENOSYS)])
  })

  it('lets it start threads, and neither a process nor a namespace', () => {
    expect(ask('clone', 0x3d0f00)).toBe(ACTIONS.allow)
    expect(ask('clone', 0x11)).toBe(ACTIONS.errno(ERRNO.EPERM))
    expect(ask('clone', 0x0120_0011)).toBe(ACTIONS.errno(ERRNO.EPERM))
    expect(ask('clone', 0x3d0f00 | 0x1000_0000)).toBe(ACTIONS.errno(ERRNO.EPERM))
  })

  it.each([
    ['TCP', [2, 1, 6], true],
    ['TCP over IPv6', [10, 1, 0], true],
    ['UDP', [2, 2, 17], false],
    ['a raw socket', [2, 3, 1], false],
    ['a unix socket', [1, 1, 0], true],
    ['a unix socket that is closed on exec', [1, 0x8_0001, 0], true],
    ['unix datagrams', [1, 2, 0], false],
    ['unix packets', [1, 5, 0], false],
    ['a unix socket of another protocol', [1, 1, 6], false],
    ['netlink', [16, 3, 0], false],
    ['vsock', [40, 1, 0], false],
  ])('decides on sockets: %s', (_kind, args, allowed) => {
    expect(ask('socket', ...args)).toBe(allowed ? ACTIONS.allow : ACTIONS.errno(ERRNO.EAFNOSUPPORT))
  })

  it('keeps packet filters, devices and other processes out of reach', () => {
    expect(ask('setsockopt', 3, 1, 26)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
    expect(ask('setsockopt', 3, 6, 31)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
    expect(ask('ioctl', 0, 0x5412)).toBe(ACTIONS.errno(ERRNO.ENOTTY))
    expect(ask('prlimit64', 4711, 7)).toBe(ACTIONS.errno(ERRNO.EPERM))
    expect(ask('prctl', 22)).toBe(ACTIONS.errno(ERRNO.EINVAL))
    expect(ask('fcntl', 3, 1031)).toBe(ACTIONS.errno(ERRNO.EINVAL))
  })
})
