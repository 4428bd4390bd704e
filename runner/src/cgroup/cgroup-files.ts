import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parentOf } from '../sandbox/process-state.ts'
import { type Cgroup, type CgroupBounds, type CgroupHost, GROUP_PREFIX, LEAF_NAME } from './cgroup.ts'

/** Where a cgroup hierarchy is mounted, which part of it that shows, and which part of it we are in. */
export interface Hierarchy {
  mountPoint: string
  /** The v1 controllers of this hierarchy; empty for v2. */
  controllers: string[]
  /** Our own group as a folder; when we have stepped down from it into its leaf, still that group. */
  ownFolder: string
}

/** The numbers after a key in a file of `key value` lines; null when the key or the file is missing. */
export function readKey(file: string, key: string): number | null {
  const text = readText(file)
  const line = text?.split('\n').find((candidate) => candidate.startsWith(`${key} `))
  return line === undefined ? null : Number(line.slice(key.length + 1))
}

/** A file that holds one number; null when it is missing. */
export function readNumber(file: string): number | null {
  const text = readText(file)
  return text === null ? null : Number(text)
}

/** A file's text without the last line break; null when there is no such file or no such group any more. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trimEnd()
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** Process numbers in a group; none when the group is gone. */
export const processesIn = (folder: string): number[] => (readText(join(folder, 'cgroup.procs')) ?? '').split('\n').filter(Boolean).map(Number)

/** Removes a group's folder; fine when it is gone already. */
export function removeGroup(folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

type KeptGroups = Pick<CgroupHost, 'cpuMs' | 'close'> & { create: NonNullable<CgroupHost['create']> }

let opened = 0

/**
 * The groups of one opening, for this process may open the machine's cgroups more than once: names them, adds up what they use, and removes in the end
 * those that are left. They lie beside each other and beside other groups of the machine, none below another: a group can only make way for its neighbours.
 */
export function keepGroups(createGroup: (name: string, bounds: CgroupBounds) => Cgroup): KeptGroups {
  opened += 1
  const prefix = `${GROUP_PREFIX}${process.pid}-${opened}`
  const groups = new Set<Cgroup>()
  let goneCpuMs = 0
  return {
    create: (name, bounds) => {
      const group = createGroup(`${prefix}-${name}`, bounds)
      groups.add(group)
      const remove = (): void => {
        const { cpuMs } = group.usage()
        group.remove()
        if (groups.delete(group)) goneCpuMs += cpuMs ?? 0
      }
      return { ...group, remove }
    },
    cpuMs: () => {
      const used = [...groups].map((group) => group.usage().cpuMs)
      return used.includes(null) ? null : used.reduce((sum: number, cpuMs) => sum + (cpuMs ?? 0), goneCpuMs)
    },
    close: () => {
      for (const group of groups) {
        group.kill()
        ignoringBusy(group.remove)
      }
      groups.clear()
    },
  }
}

/**
 * Has a group run only when nobody else would (`cpu.idle`, since Linux 5.15): who wakes gets the processor from it at once, and not at the end of its slice, which
 * takes up to 4 ms each time. An older kernel can only give it a smaller share.
 */
export function setMakesWay(folder: string, makesWay: boolean, share: { file: string; usual: number }): void {
  const idle = existsSync(join(folder, 'cpu.idle'))
  try {
    writeValue(folder, idle ? 'cpu.idle' : share.file, idle ? Number(makesWay) : makesWay ? Math.round(share.usual / 10) : share.usual)
  } catch (error) {
    // A place may be closed while it boots.
    if (!isGone(error)) throw error
  }
}

/** Whether we may make groups in this folder, found by making one. */
export function canCreateIn(folder: string): boolean {
  const probe = join(folder, `${GROUP_PREFIX}${process.pid}-probe`)
  try {
    mkdirSync(probe)
    rmdirSync(probe)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/** Writes a value into a group's file. */
export const writeValue = (folder: string, file: string, value: string | number): void => writeFileSync(join(folder, file), String(value))

/** Moves a process into a group. Waits beside the event loop for the kernel, which first has every processor pass a quiet moment. */
export const moveInto = (folder: string, pid: number): Promise<void> => writeFile(join(folder, 'cgroup.procs'), String(pid))

/** Ends and removes the groups of runners that are gone. What still holds a process is left, for the next start to remove. */
export function removeAbandoned(parent: string): void {
  for (const entry of readdirSync(parent)) {
    const owner = entry.startsWith(GROUP_PREFIX) ? Number.parseInt(entry.slice(GROUP_PREFIX.length), 10) : Number.NaN
    if (Number.isNaN(owner) || owner === process.pid || exists(owner)) continue
    const folder = join(parent, entry)
    for (const pid of processesIn(folder)) endQuietly(pid)
    ignoringBusy(() => removeGroup(folder))
  }
}

/** A process that was killed holds its group for a moment more. */
function ignoringBusy(remove: () => void): void {
  try {
    remove()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
  }
}

/** Ends a process that may have ended by itself. One of another pid namespace is listed as 0, which would be ourselves. */
export function endQuietly(pid: number): void {
  if (pid <= 0) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function exists(pid: number): boolean {
  return readText(`/proc/${pid}/stat`) !== null
}

/** Whether all of these processes are this one or were started by it, or below it. One that is gone is nobody's any more. */
export function areOurs(pids: number[]): boolean {
  return pids.every(isOurs)
}

function isOurs(pid: number): boolean {
  if (pid === process.pid) return true
  if (pid <= 1) return false
  const parent = parentOf(pid)
  return parent === null || isOurs(parent)
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENODEV', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
}

/** The mounted hierarchies, v1 and v2, with our own place in each. */
export function findHierarchies(mountinfo: string, ownGroups: string): Hierarchy[] {
  const own = new Map(ownGroups.split('\n').filter(Boolean).flatMap(ownGroupsOf))
  return mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ')
    const [, , , root, mountPoint] = before?.split(' ') ?? []
    const [type, , options] = after?.split(' ') ?? []
    if (!root || !mountPoint || (type !== 'cgroup' && type !== 'cgroup2')) return []
    const controllers = type === 'cgroup2' ? [] : (options ?? '').split(',').filter((option) => own.has(option))
    if (type === 'cgroup' && controllers.length === 0) return []
    const group = own.get(controllers[0] ?? '')
    if (group === undefined) return []
    // A container may see a part of the hierarchy alone: our path is told from its root, or from above it.
    const below = root !== '/' && group.startsWith(root) ? group.slice(root.length) : group
    const folder = resolve(mountPoint, `.${below}`)
    return [{ mountPoint, controllers, ownFolder: basename(folder) === LEAF_NAME ? dirname(folder) : folder }]
  })
}

/** A line of `/proc/self/cgroup` by controller: `2:cpu,cpuacct:/a/b`, or `0::/a/b` for v2, whose controller is ''. */
function ownGroupsOf(line: string): [string, string][] {
  const [, controllers = '', ...path] = line.split(':')
  return controllers.split(',').map((controller) => [controller, path.join(':')])
}
