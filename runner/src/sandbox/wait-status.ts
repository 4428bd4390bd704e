import { constants } from 'node:os'
import type { ProgramEnd } from './sandbox.ts'

/**
 * How the program ended, from bubblewrap's own exit. Bubblewrap tells a signal as shells do, 128 and its number; a
 * program that itself exits with such a code is told as ended by that signal.
 */
export function endOfStatus(code: number | null, signal: NodeJS.Signals | null): ProgramEnd {
  if (code === null) return { exitCode: null, signal: signal ?? 'SIGKILL' }
  const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0]
  return name ? { exitCode: null, signal: name } : { exitCode: code, signal: null }
}
