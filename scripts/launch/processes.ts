import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** What tells a process from a later one with the same pid; null when there is none. */
export function startOfProcess(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // Fields after the name, which stands in parentheses and may hold anything; the 22nd of all is the start in ticks.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return fields[0] === 'Z' ? null : (fields[19] ?? null)
    } catch {
      return null
    }
  }
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== '' ? listed.stdout.trim() : null
}

export function isSameProcess(pid: number, startedAt: string): boolean {
  return startOfProcess(pid) === startedAt
}

export function isAlive(pid: number): boolean {
  return startOfProcess(pid) !== null
}

/** The command line of a process, or an empty string. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
}

/** Sends a signal; false when the process was gone already. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Waits until the process is gone; false when it outlived the time. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await delay(50)
  }
  return true
}
