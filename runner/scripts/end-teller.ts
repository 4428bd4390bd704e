/**
 * A program of some 200 bytes that starts another and tells how it ended: by a code or by a signal, which bubblewrap's own exit does not tell
 * apart. It is written by hand, as machine code, because nothing else that small is on every machine, and a compiler is on few.
 */

/** Where it tells the end, as the four bytes that the kernel gives to who waits: a descriptor that the program it starts does not get. */
export const TELLER_DESCRIPTOR = 7

type Piece = number[] | { label: string } | { jump: number; to: string }

const value = (bytes: number): number[] => [bytes & 0xff, (bytes >> 8) & 0xff, (bytes >> 16) & 0xff, (bytes >> 24) & 0xff]
const at = (label: string): Piece => ({ label })
const jump = (opcode: number, to: string): Piece => ({ jump: opcode, to })
const [ALWAYS, NOT_ZERO, NEGATIVE, BELOW] = [0xeb, 0x75, 0x78, 0x72] as const
const call = (number: number): number[] => [0xb8, ...value(number), 0x0f, 0x05]
const first = (argument: number): number[] => [0xbf, ...value(argument)]
const SECOND_IS_STACK = [0x48, 0x89, 0xe6]
const THIRD_IS_ZERO = [0x31, 0xd2]
const FOURTH_IS_ZERO = [0x45, 0x31, 0xd2]

/** Calls of Linux on x86-64. */
const CALLS = { write: 1, close: 3, rt_sigprocmask: 14, clone: 56, execve: 59, wait4: 61, exit_group: 231 } as const

const CODE: Piece[] = [
  // clone(SIGCHLD, 0, 0, 0, 0): to who starts, the new one's number; to the new one, zero.
  ...[first(17), [0x31, 0xf6], THIRD_IS_ZERO, FOURTH_IS_ZERO, [0x45, 0x31, 0xc0], call(CALLS.clone), [0x85, 0xc0]],
  jump(NOT_ZERO, 'starter'),
  // The new one: close(descriptor), execve(argv[1], argv + 1, what stands behind argv).
  ...[first(TELLER_DESCRIPTOR), call(CALLS.close), [0x48, 0x8b, 0x04, 0x24], [0x48, 0x8b, 0x7c, 0x24, 0x10]],
  ...[[0x48, 0x8d, 0x74, 0x24, 0x10], [0x48, 0x8d, 0x54, 0xc4, 0x10], call(CALLS.execve)],
  ...[at('failed'), first(126), call(CALLS.exit_group)],
  // Who starts: the number, in ebx. rt_sigprocmask(SIG_SETMASK, all, null, 8): what a program sends to all but itself does not end this one, except SIGKILL.
  ...[
    at('starter'),
    jump(NEGATIVE, 'failed'),
    [0x89, 0xc3],
    [0x6a, 0xff],
    first(2),
    SECOND_IS_STACK,
    THIRD_IS_ZERO,
    [0x41, 0xba, ...value(8)],
    call(CALLS.rt_sigprocmask),
  ],
  // close(0) to close(3), counted in r12: whoever reads them hears the program alone.
  ...[[0x45, 0x31, 0xe4], at('next'), [0x44, 0x89, 0xe7], call(CALLS.close), [0x41, 0xff, 0xc4], [0x41, 0x83, 0xfc, 0x04], jump(BELOW, 'next')],
  // wait4(number, stack, 0, null)
  ...[[0x89, 0xdf], SECOND_IS_STACK, THIRD_IS_ZERO, FOURTH_IS_ZERO, call(CALLS.wait4), [0x85, 0xc0], jump(NEGATIVE, 'failed')],
  // write(descriptor, stack, 4)
  ...[first(TELLER_DESCRIPTOR), SECOND_IS_STACK, [0xba, ...value(4)], call(CALLS.write)],
  // Ends as a shell would: with the code, or 128 and the signal.
  ...[[0x8b, 0x3c, 0x24], [0x89, 0xf8], [0x83, 0xe0, 0x7f], jump(NOT_ZERO, 'by-signal'), [0xc1, 0xef, 0x08], [0x81, 0xe7, ...value(0xff)]],
  ...[jump(ALWAYS, 'leave'), at('by-signal'), [0x8d, 0xb8, ...value(128)], at('leave'), call(CALLS.exit_group)],
]

/** Pieces as bytes; every jump is a short one. */
function assemble(pieces: Piece[]): Buffer {
  const labels = new Map<string, number>()
  let offset = 0
  for (const piece of pieces) {
    if (Array.isArray(piece)) offset += piece.length
    else if ('label' in piece) labels.set(piece.label, offset)
    else offset += 2
  }
  const bytes: number[] = []
  for (const piece of pieces) {
    if (Array.isArray(piece)) bytes.push(...piece)
    else if ('jump' in piece) {
      const distance = (labels.get(piece.to) ?? Number.NaN) - (bytes.length + 2)
      if (!(distance >= -128 && distance <= 127)) throw new Error(`a jump to ${piece.to} is ${distance} bytes long; expected at most 127`)
      bytes.push(piece.jump, distance & 0xff)
    }
  }
  return Buffer.from(bytes)
}

const BASE = 0x40_0000n
const HEADERS = 120

/** The whole executable for x86-64: an ELF header, one segment that may be read and executed, the code. */
export function endTeller(): Buffer {
  const code = assemble(CODE)
  const file = Buffer.alloc(HEADERS + code.length)
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  // Executable, x86-64, version 1; where it starts; where the segment's header is; sizes.
  file.writeUInt16LE(2, 16)
  file.writeUInt16LE(62, 18)
  file.writeUInt32LE(1, 20)
  file.writeBigUInt64LE(BASE + BigInt(HEADERS), 24)
  file.writeBigUInt64LE(64n, 32)
  file.writeUInt16LE(64, 52)
  file.writeUInt16LE(56, 54)
  file.writeUInt16LE(1, 56)
  // Loaded whole, readable and executable.
  file.writeUInt32LE(1, 64)
  file.writeUInt32LE(5, 68)
  file.writeBigUInt64LE(BASE, 80)
  file.writeBigUInt64LE(BASE, 88)
  file.writeBigUInt64LE(BigInt(file.length), 96)
  file.writeBigUInt64LE(BigInt(file.length), 104)
  file.writeBigUInt64LE(0x1000n, 112)
  code.copy(file, HEADERS)
  return file
}
