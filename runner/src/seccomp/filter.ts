import { ACTIONS, assemble, DATA_OFFSETS, give, type Instruction, load, mask, unlessEqual, whenAtLeast, whenEqual, whenWithin } from './bpf.ts'
import { ALLOWED_CALLS, ARGUMENT_RULES, type ArgumentRule, ERRNO, FORBIDDEN_CALLS, SOCKET_OPTIONS, SOCKET_RULE } from './policy.ts'
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
 * The filter of a machine, instruction by instruction. A call by another architecture's convention ends the process.
 * Names that a machine does not have are left out.
 */
export function buildFilter(machine: Machine): Instruction[] {
  const number = (name: string): number[] => (machine.numbers[name] === undefined ? [] : [machine.numbers[name]])
  const forbid = FORBIDDEN_CALLS.flatMap(number)
  return [
    load(DATA_OFFSETS.arch),
    ...unlessEqual(machine.arch, [give(ACTIONS.kill)]),
    load(DATA_OFFSETS.nr),
    ...whenAtLeast(X32_BIT, [give(ACTIONS.kill)]),
    ...ranges(ALLOWED_CALLS.flatMap(number)).flatMap(([low, high]) => whenWithin(low, high, [give(ACTIONS.allow)])),
    ...ARGUMENT_RULES.flatMap((rule) => number(rule.call).flatMap((nr) => whenEqual(nr, argumentBlock(rule)))),
    ...number('socket').flatMap((nr) => whenEqual(nr, socketBlock())),
    ...number('setsockopt').flatMap((nr) => whenEqual(nr, socketOptionBlock())),
    ...ranges(forbid).flatMap(([low, high]) => whenWithin(low, high, [give(ACTIONS.errno(ERRNO.EPERM))])),
    give(ACTIONS.errno(ERRNO.ENOSYS)),
  ]
}

/** The filter for the machine we are on, ready for bubblewrap; null when its call numbers are not known. */
export function filterForThisMachine(): Buffer | null {
  const machine = MACHINES[process.arch]
  return machine && process.platform === 'linux' ? assemble(buildFilter(machine)) : null
}

function argumentBlock(rule: ArgumentRule): Instruction[] {
  return [
    load(DATA_OFFSETS.argument(rule.argument)),
    ...(rule.bits === undefined ? [] : [mask(rule.bits)]),
    ...rule.allowed.flatMap((value) => whenEqual(value, [give(ACTIONS.allow)])),
    give(ACTIONS.errno(rule.errno)),
  ]
}

/** Unix sockets of any type; TCP and UDP over IPv4 and IPv6. Nothing raw, no other family, no exotic protocol. */
function socketBlock(): Instruction[] {
  const refuse = give(ACTIONS.errno(ERRNO.EAFNOSUPPORT))
  const internet = [
    load(DATA_OFFSETS.argument(1)),
    mask(SOCKET_RULE.typeBits),
    ...unlessEqual(SOCKET_RULE.stream, unlessEqual(SOCKET_RULE.datagram, [refuse])),
    load(DATA_OFFSETS.argument(2)),
    ...SOCKET_RULE.protocols.flatMap((protocol) => whenEqual(protocol, [give(ACTIONS.allow)])),
    refuse,
  ]
  return [
    load(DATA_OFFSETS.argument(0)),
    ...whenEqual(SOCKET_RULE.unix, [give(ACTIONS.allow)]),
    ...whenEqual(SOCKET_RULE.inet, internet),
    ...whenEqual(SOCKET_RULE.inet6, internet),
    refuse,
  ]
}

function socketOptionBlock(): Instruction[] {
  const levels = Object.entries(SOCKET_OPTIONS).flatMap(([level, options]) =>
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
