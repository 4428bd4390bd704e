import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIONS, assemble, evaluate } from './bpf.ts'
import { buildFilter, MACHINES, type Machine } from './filter.ts'
import { ALLOWED_CALLS, ERRNO, FORBIDDEN_CALLS } from './policy.ts'

describe.each(Object.entries(MACHINES))('the filter of %s', (_name, machine: Machine) => {
  const filter = buildFilter(machine)
  const ask = (call: string | number, ...args: number[]): number =>
    evaluate(filter, { nr: typeof call === 'string' ? (machine.numbers[call] ?? -1) : call, arch: machine.arch, args })
  const has = (call: string): boolean => machine.numbers[call] !== undefined

  it('allows every call of the allow-list', () => {
    expect(ALLOWED_CALLS.filter((call) => has(call) && ask(call) !== ACTIONS.allow)).toEqual([])
  })

  it('forbids every call that only an attack makes', () => {
    expect(FORBIDDEN_CALLS.filter((call) => has(call) && ask(call) !== ACTIONS.errno(ERRNO.EPERM))).toEqual([])
  })

  it('treats every call that it does not know as missing', () => {
    const known = new Set(Object.values(machine.numbers))
    const wrong = Array.from({ length: 1024 }, (_, nr) => nr).filter((nr) => !known.has(nr) && ask(nr) !== ACTIONS.errno(ERRNO.ENOSYS))
    expect(wrong).toEqual([])
  })

  it('ends a process that calls by another architecture', () => {
    const other = Object.values(MACHINES).find((candidate) => candidate !== machine) as Machine
    expect(evaluate(filter, { nr: machine.numbers.read as number, arch: other.arch, args: [] })).toBe(ACTIONS.kill)
  })

  it('ends a process that calls by the x32 numbers', () => {
    expect(ask(0x4000_0000 + (machine.numbers.read as number))).toBe(ACTIONS.kill)
    expect(ask(-1)).toBe(ACTIONS.kill)
  })

  it('lets clone start threads and processes, but no namespace', () => {
    expect(ask('clone', 0x3d0f00)).toBe(ACTIONS.allow)
    expect(ask('clone', 0x11)).toBe(ACTIONS.allow)
    for (const flag of [0x80, 0x20000 | 0x2000000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]) {
      expect(ask('clone', 0x11 | flag)).toBe(ACTIONS.errno(ERRNO.EPERM))
    }
  })

  it.each([
    ['a TCP socket', [2, 1, 0], true],
    ['a non-blocking TCP socket over IPv6', [10, 1 | 0o4000 | 0o2000000, 6], true],
    ['a UDP socket', [2, 2, 17], true],
    ['a unix socket', [1, 5, 0], true],
    ['a raw socket', [2, 3, 1], false],
    ['a ping socket', [2, 2, 1], false],
    ['an SCTP socket', [2, 1, 132], false],
    ['a multipath TCP socket', [2, 1, 262], false],
    ['a netlink socket', [16, 3, 0], false],
    ['a packet socket', [17, 3, 768], false],
    ['a vsock socket', [40, 1, 0], false],
    ['a kernel crypto socket', [38, 5, 0], false],
    ['a bluetooth socket', [31, 3, 1], false],
  ])('decides on %s', (_kind, args, allowed) => {
    expect(ask('socket', ...args)).toBe(allowed ? ACTIONS.allow : ACTIONS.errno(ERRNO.EAFNOSUPPORT))
  })

  it('keeps packet filters and TCP upper-layer protocols out of socket options', () => {
    expect(ask('setsockopt', 3, 1, 2)).toBe(ACTIONS.allow)
    expect(ask('setsockopt', 3, 6, 1)).toBe(ACTIONS.allow)
    expect(ask('setsockopt', 3, 1, 26)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
    expect(ask('setsockopt', 3, 6, 31)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
    expect(ask('setsockopt', 3, 0, 64)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
    expect(ask('setsockopt', 3, 270, 1)).toBe(ACTIONS.errno(ERRNO.ENOPROTOOPT))
  })

  it('refuses to push characters into a terminal and to lift limits of other processes', () => {
    expect(ask('ioctl', 0, 0x5421)).toBe(ACTIONS.allow)
    expect(ask('ioctl', 0, 0x5412)).toBe(ACTIONS.errno(ERRNO.ENOTTY))
    expect(ask('prlimit64', 0, 7)).toBe(ACTIONS.allow)
    expect(ask('prlimit64', 4711, 7)).toBe(ACTIONS.errno(ERRNO.EPERM))
    expect(ask('prctl', 22)).toBe(ACTIONS.errno(ERRNO.EINVAL))
  })

  it('decides on any call whatever its arguments', () => {
    const actions = new Set([ACTIONS.allow, ACTIONS.kill, ...Object.values(ERRNO).map(ACTIONS.errno)])
    fc.assert(
      fc.property(
        fc.integer({ min: -1, max: 0x5000_0000 }),
        fc.array(fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }), { maxLength: 6 }),
        (nr, args) => actions.has(evaluate(filter, { nr, arch: machine.arch, args })),
      ),
    )
  })

  it('fits into what the kernel takes', () => {
    expect(assemble(filter).length).toBe(filter.length * 8)
    expect(filter.length).toBeLessThan(4096)
  })
})
