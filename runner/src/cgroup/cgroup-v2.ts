import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Cgroup, type CgroupBounds, type CgroupHost, GROUP_PREFIX, LEAF_NAME, NEEDED_CONTROLLERS } from './cgroup.ts'
import {
  areOurs,
  canCreateIn,
  endQuietly,
  type Hierarchy,
  keepGroups,
  moveInto,
  processesIn,
  readKey,
  readNumber,
  readText,
  removeAbandoned,
  removeGroup,
  setMakesWay,
  writeValue,
} from './cgroup-files.ts'

const words = (text: string | null): string[] => (text ?? '').split(' ').filter(Boolean)

/**
 * Cgroups of version 2. A group that hands controllers to groups below may hold no process itself, so there are two
 * ways: a delegated group that holds only us, where we first step down into a leaf; or, for root, the hierarchy's root, which is exempt.
 */
export function openCgroupV2(hierarchy: Hierarchy): CgroupHost | null {
  const parent = [hierarchy.mountPoint, hierarchy.ownFolder].find((folder) => prepare(folder, hierarchy.mountPoint))
  if (!parent) return null
  removeAbandoned(parent)
  const hold = holdControllers(parent)
  const enabled = words(readText(join(hold, 'cgroup.subtree_control')))
  const kept = keepGroups((name, bounds) => createGroup(join(parent, name), enabled, bounds))
  return {
    description: `cgroup v2: ${NEEDED_CONTROLLERS.filter((controller) => enabled.includes(controller)).join(', ')}`,
    missing: NEEDED_CONTROLLERS.filter((controller) => !enabled.includes(controller)),
    create: kept.create,
    cpuMs: kept.cpuMs,
    close: () => {
      kept.close()
      removeGroup(hold)
    },
  }
}

let holds = 0

/**
 * An empty group that hands on all that its parent hands down. While there is one, nobody can take a controller from the parent, as systemd would from the root of the
 * hierarchy when no unit of its own needs one any more: the bounds of every run would be gone with it.
 */
function holdControllers(parent: string): string {
  holds += 1
  const folder = join(parent, `${GROUP_PREFIX}${process.pid}-hold-${holds}`)
  mkdirSync(folder)
  enable(folder)
  return folder
}

/** Makes a folder hand its controllers down; false when it can't or has none of those needed. */
function prepare(folder: string, mountPoint: string): boolean {
  const available = words(readText(join(folder, 'cgroup.controllers')))
  if (!NEEDED_CONTROLLERS.some((controller) => available.includes(controller)) || !canCreateIn(folder)) return false
  return (isExempt(folder) || stepDown(folder, mountPoint)) && enable(folder)
}

/** Only the root of the whole hierarchy is of no type, and may hold processes besides. In others `cpu` and `pids` could be handed down all the same, but not `memory`. */
const isExempt = (folder: string): boolean => readText(join(folder, 'cgroup.type')) === null

/**
 * Moves what a group holds into a leaf below it: ourselves and what we have started, such as the guard. False when there are others: they are not ours to
 * move, but where the group is all that a container sees, for then they are the container's.
 */
function stepDown(folder: string, mountPoint: string): boolean {
  const inside = processesIn(folder)
  if (inside.length === 0) return true
  if (folder !== mountPoint && !areOurs(inside)) return false
  const leaf = join(folder, LEAF_NAME)
  mkdirSync(leaf, { recursive: true })
  for (const pid of inside.filter((one) => one > 0)) moveQuietly(pid, leaf)
  return true
}

/** Moves a process that may have ended, or may not be ours to move: then it stays, and with it the group hands nothing down. */
function moveQuietly(pid: number, folder: string): void {
  try {
    writeValue(folder, 'cgroup.procs', pid)
  } catch (error) {
    if (!['ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Hands down each needed controller that can be handed down; whether at least one is. */
function enable(folder: string): boolean {
  for (const controller of words(readText(join(folder, 'cgroup.controllers'))).filter((name) =>
    (NEEDED_CONTROLLERS as readonly string[]).includes(name),
  )) {
    try {
      writeValue(folder, 'cgroup.subtree_control', `+${controller}`)
    } catch (error) {
      // EBUSY: the group holds processes; EACCES: it is not ours. Then it stays off, and is reported as missing.
      if (!['EBUSY', 'EACCES', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  return words(readText(join(folder, 'cgroup.subtree_control'))).some((name) => (NEEDED_CONTROLLERS as readonly string[]).includes(name))
}

function createGroup(folder: string, enabled: string[], bounds: CgroupBounds): Cgroup {
  mkdirSync(folder)
  if (enabled.includes('memory')) {
    writeValue(folder, 'memory.max', bounds.memoryBytes)
    if (readText(join(folder, 'memory.swap.max')) !== null) writeValue(folder, 'memory.swap.max', 0)
  }
  if (enabled.includes('pids')) writeValue(folder, 'pids.max', bounds.tasksMax)
  if (enabled.includes('cpu')) writeValue(folder, 'cpu.max', `${Math.round(bounds.cpus * 100_000)} 100000`)
  return {
    add: (pid) => moveInto(folder, pid),
    usage: () => {
      return {
        cpuMs: cpuMsOf(folder),
        memoryPeakBytes: readNumber(join(folder, 'memory.peak')),
        oomKills: readKey(join(folder, 'memory.events'), 'oom_kill'),
      }
    },
    makeWay: (makesWay) => {
      if (enabled.includes('cpu')) setMakesWay(folder, makesWay, { file: 'cpu.weight', usual: 100 })
    },
    // What is written to `memory.peak` counts for that open file alone, and only since Linux 6.12: the peak includes booting here.
    forgetPeak: () => undefined,
    isEmpty: () => processesIn(folder).length === 0,
    kill: () => killAll(folder),
    remove: () => removeGroup(folder),
  }
}

/** `cgroup.kill` exists since Linux 5.14; before that the processes are ended one by one. */
function killAll(folder: string): void {
  try {
    writeValue(folder, 'cgroup.kill', 1)
  } catch (error) {
    if (!['ENOENT', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    for (const pid of processesIn(folder)) endQuietly(pid)
  }
}

function cpuMsOf(folder: string): number | null {
  const cpuUs = readKey(join(folder, 'cpu.stat'), 'usage_usec')
  return cpuUs === null ? null : cpuUs / 1e3
}
