import { constants } from 'node:os'
import type { ProgramEnd } from './sandbox.ts'

/**
 * How the program ended, from bubblewrap's own exit, which tells a signal as shells do: 128 and its number. A code that could be either is decided
 * by what the program's starter told, the four bytes that the kernel gives to who waits; where it told nothing, or something that does not fit
 * (it is no more than a neighbour of the program), it is taken for a signal.
 */
export function endOfStatus(code: number | null, signal: NodeJS.Signals | null, told: Buffer | null): ProgramEnd {
  if (code === null) return { exitCode: null, signal: signal ?? 'SIGKILL' }
  const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0]
  const isCode = told?.length === 4 && told.readUInt32LE() === code << 8
  return name && !isCode ? { exitCode: null, signal: name } : { exitCode: code, signal: null }
}
