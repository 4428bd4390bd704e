import { readdirSync, readFileSync } from 'node:fs'

/** A process that a later one with the same number can't be mistaken for. */
export interface ProcessMark {
  pid: number
  /** Clock ticks from the machine's start to the process's. */
  startTicks: string
}

/** Fields after the name in parentheses, which may itself hold spaces and parentheses; null when there is no such process. */
function statFields(pid: number): string[] | null {
  const stat = readOrNull(`/proc/${pid}/stat`)
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Marks a process; null when it is gone already. */
export function markProcess(pid: number): ProcessMark | null {
  const startTicks = statFields(pid)?.[19]
  return startTicks === undefined ? null : { pid, startTicks }
}

/** The process that started it, or has taken it over since; null when it is gone. */
export function parentOf(pid: number): number | null {
  const parent = statFields(pid)?.[1]
  return parent === undefined ? null : Number(parent)
}

/** Whether the process still runs; one that is dead and merely not yet reaped does not. For the first process of a pid namespace that means the namespace is empty. */
export function isRunning(mark: ProcessMark): boolean {
  const fields = statFields(mark.pid)
  return fields !== null && fields[19] === mark.startTicks && fields[0] !== 'Z' && fields[0] !== 'X'
}

/** Whether users are known in the process's user namespace; not when it is gone. */
export const hasUserMap = ({ pid }: ProcessMark): boolean => (readOrNull(`/proc/${pid}/uid_map`) ?? '').trim() !== ''

/** Ends the marked process, never one that took its number since. */
export function endProcess(mark: ProcessMark): void {
  if (!isRunning(mark)) return
  try {
    process.kill(mark.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * CPU time (milliseconds) and memory of their own (bytes; not what is mapped from files, which processes share) of a
 * process and all below it, as far as they still exist.
 */
export function measureTree(pid: number): { cpuMs: number; memoryBytes: number } {
  const fields = statFields(pid)
  if (!fields) return { cpuMs: 0, memoryBytes: 0 }
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0)
  const anonymousKiB = /^RssAnon:\s+(\d+) kB$/m.exec(readOrNull(`/proc/${pid}/status`) ?? '')?.[1]
  const total = { cpuMs: ticks * MS_PER_TICK, memoryBytes: Number(anonymousKiB ?? 0) * 1024 }
  for (const child of childrenOf(pid)) {
    const below = measureTree(child)
    total.cpuMs += below.cpuMs
    total.memoryBytes += below.memoryBytes
  }
  return total
}

/** Whether a process or one below it has a thread that works, or would if it got the processor. */
export function isTreeBusy(pid: number): boolean {
  const threads = listOrNone(`/proc/${pid}/task`)
  const works = (thread: string): boolean => ['R', 'D'].includes(stateIn(readOrNull(`/proc/${pid}/task/${thread}/stat`) ?? ''))
  return threads.some(works) || childrenOf(pid).some(isTreeBusy)
}

/** A thread may call itself anything, such as `a) R b`: its state stands behind the last bracket. */
const stateIn = (stat: string): string => stat.charAt(stat.lastIndexOf(')') + 2)

/** Linux tells times in USER_HZ, which is 100 on every machine we know. */
const MS_PER_TICK = 10

/** Any thread may have started a child. */
function childrenOf(pid: number): number[] {
  const tasks = listOrNone(`/proc/${pid}/task`)
  return tasks.flatMap((task) => (readOrNull(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').filter(Boolean).map(Number))
}

function listOrNone(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

function readOrNull(file: string): string | null {
  try {
    // Of all encodings Node reads this one by far the fastest, and a run's end waits for a hundred of such reads.
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

const isGone = (error: unknown): boolean => ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
