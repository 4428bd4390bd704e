/**
 * Given to every attack: makes any system call, past everything that JavaScript forbids, by writing a small executable
 * by hand and running it. `syscall(number, ...arguments)` gives the name of the error, `'done'` when the kernel did as told, or the signal that ended it.
 */
const { writeFileSync, rmSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const { constants } = require('node:os')

const BASE = 0x400000n
const HEADERS = 120
const CODE_MAX = 400

/** Numbers on both machines; the call does not exist where one is missing. */
const NUMBERS = {
  x64: {
    getpid: 39,
    socket: 41,
    clone: 56,
    ptrace: 101,
    personality: 135,
    chroot: 161,
    mount: 165,
    swapon: 167,
    reboot: 169,
    init_module: 175,
    keyctl: 250,
    add_key: 248,
    unshare: 272,
    perf_event_open: 298,
    open_by_handle_at: 304,
    setns: 308,
    process_vm_readv: 310,
    kcmp: 312,
    memfd_create: 319,
    bpf: 321,
    userfaultfd: 323,
    io_uring_setup: 425,
    fsopen: 430,
    clone3: 435,
    pidfd_open: 434,
    pivot_root: 155,
    setuid: 105,
    mknod: 133,
    settimeofday: 164,
    kexec_load: 246,
    setsockopt: 54,
    syslog: 103,
    quotactl: 179,
    shmget: 29,
    msgget: 68,
    prlimit64: 302,
    iopl: 172,
    modify_ldt: 154,
    name_to_handle_at: 303,
    vmsplice: 278,
    landlock_create_ruleset: 444,
  },
  arm64: {
    getpid: 172,
    socket: 198,
    clone: 220,
    ptrace: 117,
    personality: 92,
    chroot: 51,
    mount: 40,
    swapon: 224,
    reboot: 142,
    init_module: 105,
    keyctl: 219,
    add_key: 217,
    unshare: 97,
    perf_event_open: 241,
    open_by_handle_at: 265,
    setns: 268,
    process_vm_readv: 270,
    kcmp: 272,
    memfd_create: 279,
    bpf: 280,
    userfaultfd: 282,
    io_uring_setup: 425,
    fsopen: 430,
    clone3: 435,
    pidfd_open: 434,
    pivot_root: 41,
    setuid: 146,
    settimeofday: 170,
    kexec_load: 104,
    setsockopt: 208,
    syslog: 116,
    quotactl: 60,
    shmget: 194,
    msgget: 186,
    prlimit64: 261,
    name_to_handle_at: 264,
    vmsplice: 75,
    landlock_create_ruleset: 444,
  },
}

const le = (value, bytes) =>
  Buffer.from(Array.from({ length: bytes }, (_, index) => Number((BigInt.asUintN(64, BigInt(value)) >> BigInt(8 * index)) & 0xffn)))

/** Load each register, call, exit with the error's number (0 when there was none). */
const CODE = {
  x64: (number, values) => {
    const registers = [
      [0x48, 0xbf],
      [0x48, 0xbe],
      [0x48, 0xba],
      [0x49, 0xba],
      [0x49, 0xb8],
      [0x49, 0xb9],
    ]
    const loads = registers.map((opcode, index) => Buffer.concat([Buffer.from(opcode), le(values[index] ?? 0, 8)]))
    const call = Buffer.concat([Buffer.from([0x48, 0xb8]), le(number, 8), Buffer.from([0x0f, 0x05])])
    return Buffer.concat([...loads, call, Buffer.from('4885c0790548f7d8eb0231c089c7b83c0000000f05', 'hex')])
  },
  arm64: (number, values) => {
    const load = (register, value) =>
      Buffer.concat(
        [0, 1, 2, 3].map((part) =>
          le(
            (part === 0 ? 0xd2800000n : 0xf2800000n) |
              (BigInt(part) << 21n) |
              (((BigInt.asUintN(64, BigInt(value)) >> BigInt(16 * part)) & 0xffffn) << 5n) |
              BigInt(register),
            4,
          ),
        ),
      )
    const words = (...list) => Buffer.concat(list.map((word) => le(word, 4)))
    return Buffer.concat([
      ...[0, 1, 2, 3, 4, 5].map((register) => load(register, values[register] ?? 0)),
      load(8, number),
      words(0xd4000001, 0xcb0003e1, 0xf100001f, 0x9a9fb020),
      load(8, 93),
      words(0xd4000001),
    ])
  },
}

function executable(code, texts) {
  const body = Buffer.concat([code, Buffer.alloc(CODE_MAX - code.length), texts])
  const head = Buffer.alloc(HEADERS)
  head.write('\x7fELF\x02\x01\x01', 'latin1')
  head.writeUInt16LE(2, 16)
  head.writeUInt16LE(process.arch === 'x64' ? 62 : 183, 18)
  head.writeUInt32LE(1, 20)
  head.writeBigUInt64LE(BASE + BigInt(HEADERS), 24)
  head.writeBigUInt64LE(64n, 32)
  head.writeUInt16LE(64, 52)
  head.writeUInt16LE(56, 54)
  head.writeUInt16LE(1, 56)
  head.writeUInt32LE(1, 64)
  head.writeUInt32LE(7, 68)
  head.writeBigUInt64LE(BASE, 80)
  head.writeBigUInt64LE(BASE, 88)
  head.writeBigUInt64LE(BigInt(HEADERS + body.length), 96)
  head.writeBigUInt64LE(BigInt(HEADERS + body.length), 104)
  head.writeBigUInt64LE(0x1000n, 112)
  return Buffer.concat([head, body])
}

let written = 0

/** Runs machine code as a program of its own. */
function runCode(code, texts = Buffer.alloc(0)) {
  written += 1
  const path = `/tmp/call-${written}`
  writeFileSync(path, executable(code, texts), { mode: 0o755 })
  const { status, signal, error } = spawnSync(path, { stdio: 'ignore' })
  rmSync(path)
  if (error) return `not started: ${error.code}`
  if (signal) return signal
  return status === 0 ? 'done' : (Object.entries(constants.errno).find(([, number]) => number === status)?.[0] ?? `error ${status}`)
}

/** Makes a call by name or number. Text arguments are passed by address. */
function syscall(call, ...values) {
  const number = typeof call === 'number' ? call : NUMBERS[process.arch][call]
  if (number === undefined) return 'no such call here'
  const texts = []
  const passed = values.map((value) => {
    if (typeof value !== 'string' && !Buffer.isBuffer(value)) return value
    const address = BASE + BigInt(HEADERS + CODE_MAX + texts.reduce((sum, text) => sum + text.length, 0))
    texts.push(Buffer.concat([Buffer.from(value), Buffer.alloc(8)]))
    return address
  })
  return runCode(CODE[process.arch](number, passed), Buffer.concat(texts))
}

module.exports = { syscall, runCode }
