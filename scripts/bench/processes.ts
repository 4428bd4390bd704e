/** What /proc tells of a process tree. Linux only, like the runner. */
import { readdir, readFile } from 'node:fs/promises'

/** Clock ticks a second (`getconf CLK_TCK`): 100 on every Linux that Debian ships. */
const TICKS_PER_SECOND = 100

const readOrEmpty = (path: string) => readFile(path, 'utf8').catch(() => '')

/** All descendants of `pid`, itself first. */
export const listTree = async (pid: number): Promise<number[]> => {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(threads.map((thread) => readOrEmpty(`/proc/${pid}/task/${thread}/children`)))
  const children = lists.join(' ').split(/\s+/).filter(Boolean).map(Number)
  return [pid, ...(await Promise.all(children.map(listTree))).flat()]
}

/** The descendant of `pid` whose command line holds `part`; throws when there is none. */
export const requireDescendant = async (pid: number, part: string): Promise<number> => {
  for (const candidate of await listTree(pid)) {
    if (candidate !== pid && (await readOrEmpty(`/proc/${candidate}/cmdline`)).includes(part)) return candidate
  }
  throw new Error(`no process below ${pid} runs ${part}`)
}

/** User and system CPU time of the tree below `pid`, in milliseconds. */
export const readCpuMs = async (pid: number): Promise<number> => {
  const stats = await Promise.all((await listTree(pid)).map((each) => readOrEmpty(`/proc/${each}/stat`)))
  const ticks = stats.map((stat) => {
    // The command name may hold spaces and brackets: fields are counted from its closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  })
  return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / TICKS_PER_SECOND
}

/** User and system CPU time of a process and of all below it that have ended and were waited for, in milliseconds. */
export const readReapedCpuMs = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ([11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) * 1000) / TICKS_PER_SECOND
}
