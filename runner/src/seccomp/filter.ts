import { ACTIONS, assemble, DATA_OFFSETS, give, type Instruction, load, mask, unlessEqual, whenAtLeast, whenEqual, whenWithin } from './bpf.ts'
import { type ArgumentRule, type CallPolicy, ERRNO, PROGRAM_POLICY, SOCKET_RULE } from './policy.ts'
import { SYSCALLS_ARM64 } from './syscalls-arm64.ts'
import { SYSCALLS_X64 } from './syscalls-x64.ts'

/** A machine the sandbox knows: its name for the kernel's audit (`AUDIT_ARCH_…`) and its call numbers. */
export interface Machine {
  arch: number
  numbers: Readonly<Record<string, number>>
}

export const MACHINES: Readonly<Record<string, Machine>> = {
  x64: { arch: 0xc000_003e, numbers: SYSCALLS_X64 },
  arm64: { arch: 0xc000_00b7, numbers: SYSCALLS_ARM64 },
}

/** Calls of the x32 ABI carry this bit; they would pass by another number, so the process ends. */
const X32_BIT = 0x4000_0000

/**
 * The filter of a machine for a policy, instruction by instruction. A call by another architecture's convention ends the process.
 * Names that a machine does not have are left out.
 */
export function buildFilter(machine: Machine, policy: CallPolicy = PROGRAM_POLICY): Instruction[] {
  const number = (name: string): number[] => (machine.numbers[name] === undefined ? [] : [machine.numbers[name]])
  const forbid = policy.forbidden.flatMap(number)
  return [
    load(DATA_OFFSETS.arch),
    ...unlessEqual(machine.arch, [give(ACTIONS.kill)]),
    load(DATA_OFFSETS.nr),
    ...whenAtLeast(X32_BIT, [give(ACTIONS.kill)]),
    ...ranges(policy.allowed.flatMap(number)).flatMap(([low, high]) => whenWithin(low, high, [give(ACTIONS.allow)])),
    ...policy.arguments.flatMap((rule) => number(rule.call).flatMap((nr) => whenEqual(nr, argumentBlock(rule)))),
    ...number('socket').flatMap((nr) => whenEqual(nr, socketBlock(policy))),
    ...number('setsockopt').flatMap((nr) => whenEqual(nr, socketOptionBlock(policy))),
    ...ranges(forbid).flatMap(([low, high]) => whenWithin(low, high, [give(ACTIONS.errno(ERRNO.EPERM))])),
    give(ACTIONS.errno(ERRNO.ENOSYS)),
  ]
}

/** The filter for the machine we are on, ready for bubblewrap; null when its call numbers are not known. */
export function filterForThisMachine(policy: CallPolicy = PROGRAM_POLICY): Buffer | null {
  const machine = MACHINES[process.arch]
  return machine && process.platform === 'linux' ? assemble(buildFilter(machine, policy)) : null
}

function argumentBlock(rule: ArgumentRule): Instruction[] {
  return [
    load(DATA_OFFSETS.argument(rule.argument)),
    ...(rule.bits === undefined ? [] : [mask(rule.bits)]),
    ...rule.allowed.flatMap((value) => whenEqual(value, [give(ACTIONS.allow)])),
    give(ACTIONS.errno(rule.errno)),
  ]
}

/** TCP over IPv4 and IPv6, and unix streams; where the policy has all, UDP and unix sockets of any type too. Nothing raw, no other family, no exotic protocol. */
function socketBlock({ hasAllSockets }: CallPolicy): Instruction[] {
  const refuse = give(ACTIONS.errno(ERRNO.EAFNOSUPPORT))
  const internet = [
    load(DATA_OFFSETS.argument(1)),
    mask(SOCKET_RULE.typeBits),
    ...unlessEqual(SOCKET_RULE.stream, hasAllSockets ? unlessEqual(SOCKET_RULE.datagram, [refuse]) : [refuse]),
    load(DATA_OFFSETS.argument(2)),
    ...SOCKET_RULE.protocols.flatMap((protocol) => whenEqual(protocol, [give(ACTIONS.allow)])),
    refuse,
  ]
  const unixStream = [
    load(DATA_OFFSETS.argument(1)),
    mask(SOCKET_RULE.typeBits),
    ...unlessEqual(SOCKET_RULE.stream, [refuse]),
    load(DATA_OFFSETS.argument(2)),
    ...whenEqual(0, [give(ACTIONS.allow)]),
    refuse,
  ]
  return [
    load(DATA_OFFSETS.argument(0)),
    ...whenEqual(SOCKET_RULE.unix, hasAllSockets ? [give(ACTIONS.allow)] : unixStream),
    ...whenEqual(SOCKET_RULE.inet, internet),
    ...whenEqual(SOCKET_RULE.inet6, internet),
    refuse,
  ]
}

function socketOptionBlock({ socketOptions }: CallPolicy): Instruction[] {
  const levels = Object.entries(socketOptions).flatMap(([level, options]) =>
    whenEqual(Number(level), [
      load(DATA_OFFSETS.argument(2)),
      ...options.flatMap((option) => whenEqual(option, [give(ACTIONS.allow)])),
      give(ACTIONS.errno(ERRNO.ENOPROTOOPT)),
    ]),
  )
  return [load(DATA_OFFSETS.argument(1)), ...levels, give(ACTIONS.errno(ERRNO.ENOPROTOOPT))]
}

/** Numbers as sorted, closed ranges, so that the filter compares less. */
function ranges(numbers: number[]): [number, number][] {
  const found: [number, number][] = []
  for (const nr of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && last[1] === nr - 1) last[1] = nr
    else found.push([nr, nr])
  }
  return found
}
