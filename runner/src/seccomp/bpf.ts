/** One classic BPF instruction as the kernel reads it: code, jump if true, jump if false, constant. */
export interface Instruction {
  code: number
  jt: number
  jf: number
  k: number
}

const BPF_LD_W_ABS = 0x20
const BPF_ALU_AND_K = 0x54
const BPF_JEQ_K = 0x15
const BPF_JGT_K = 0x25
const BPF_JGE_K = 0x35
const BPF_RET_K = 0x06

/** Offsets into the kernel's `struct seccomp_data`; arguments are 64 bits wide, low word first on both machines. */
export const DATA_OFFSETS = { nr: 0, arch: 4, argument: (index: number) => 16 + 8 * index } as const

/** What the kernel does with a call. `errno` refuses it with that error; `kill` ends the whole process. */
export const ACTIONS = {
  allow: 0x7fff_0000,
  kill: 0x8000_0000,
  errno: (errno: number) => 0x0005_0000 | errno,
} as const

const instruction = (code: number, k: number, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k: k >>> 0 })

/** Loads 32 bits of the call's data. */
export const load = (offset: number): Instruction => instruction(BPF_LD_W_ABS, offset)
/** Keeps the masked bits of what was loaded. */
export const mask = (bits: number): Instruction => instruction(BPF_ALU_AND_K, bits)
/** Ends the program with an action. */
export const give = (action: number): Instruction => instruction(BPF_RET_K, action)

/** Runs `block` when the loaded value equals `k`; goes on after the block otherwise. A block is at most 255 long. */
export const whenEqual = (k: number, block: Instruction[]): Instruction[] => [instruction(BPF_JEQ_K, k, 0, jump(block)), ...block]
/** Runs `block` when the loaded value, unsigned, is at least `k`. */
export const whenAtLeast = (k: number, block: Instruction[]): Instruction[] => [instruction(BPF_JGE_K, k, 0, jump(block)), ...block]
/** Runs `block` unless the loaded value equals `k`. */
export const unlessEqual = (k: number, block: Instruction[]): Instruction[] => [instruction(BPF_JEQ_K, k, jump(block), 0), ...block]
/** Runs `block` when the loaded value lies from `low` to `high`, both included. */
export const whenWithin = (low: number, high: number, block: Instruction[]): Instruction[] => [
  instruction(BPF_JGE_K, low, 0, jump(block) + 1),
  instruction(BPF_JGT_K, high, jump(block), 0),
  ...block,
]

/** Jumps are one byte wide. */
function jump(block: Instruction[]): number {
  if (block.length > 255) throw new Error(`a block of ${block.length} instructions is too long to jump over; expected at most 255`)
  return block.length
}

/** The program as the kernel takes it (little-endian, eight bytes an instruction). The kernel's own bound is 4,096. */
export function assemble(program: Instruction[]): Buffer {
  if (program.length > 4096) throw new Error(`the filter has ${program.length} instructions; the kernel takes 4,096`)
  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(({ code, jt, jf, k }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(jt, index * 8 + 2)
    bytes.writeUInt8(jf, index * 8 + 3)
    bytes.writeUInt32LE(k, index * 8 + 4)
  })
  return bytes
}

/** The call that a filter is asked about. */
export interface CallData {
  nr: number
  arch: number
  args: number[]
}

/** Runs a filter as the kernel would and gives its action, so that tests can ask it. Throws on an instruction that this assembler never makes. */
export function evaluate(program: Instruction[], call: CallData): number {
  const data = Buffer.alloc(64)
  data.writeInt32LE(call.nr | 0, DATA_OFFSETS.nr)
  data.writeUInt32LE(call.arch, DATA_OFFSETS.arch)
  for (const [index, argument] of call.args.entries()) data.writeBigInt64LE(BigInt(argument), DATA_OFFSETS.argument(index))
  let accumulator = 0
  for (let pc = 0; pc < program.length; pc += 1) {
    const step = program[pc] as Instruction
    if (step.code === BPF_RET_K) return step.k
    if (step.code === BPF_LD_W_ABS) accumulator = data.readUInt32LE(step.k)
    else if (step.code === BPF_ALU_AND_K) accumulator = (accumulator & step.k) >>> 0
    else if (step.code === BPF_JEQ_K) pc += accumulator === step.k ? step.jt : step.jf
    else if (step.code === BPF_JGT_K) pc += accumulator > step.k ? step.jt : step.jf
    else if (step.code === BPF_JGE_K) pc += accumulator >= step.k ? step.jt : step.jf
    else throw new Error(`unknown instruction ${step.code} at ${pc}`)
  }
  throw new Error('the filter ran past its end')
}
