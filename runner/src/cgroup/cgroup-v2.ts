import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Cgroup, type CgroupBounds, type CgroupHost, NEEDED_CONTROLLERS } from './cgroup.ts'
import {
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
  const parent = [hierarchy.mountPoint, hierarchy.ownFolder].find((folder) => prepare(folder))
  if (!parent) return null
  removeAbandoned(parent)
  const enabled = words(readText(join(parent, 'cgroup.subtree_control')))
  return {
    description: `cgroup v2: ${NEEDED_CONTROLLERS.filter((controller) => enabled.includes(controller)).join(', ')}`,
    missing: NEEDED_CONTROLLERS.filter((controller) => !enabled.includes(controller)),
    ...keepGroups((name, bounds) => createGroup(join(parent, name), enabled, bounds)),
  }
}

/** Makes a folder hand its controllers down; false when it can't or has none of those needed. */
function prepare(folder: string): boolean {
  const available = words(readText(join(folder, 'cgroup.controllers')))
  if (!NEEDED_CONTROLLERS.some((controller) => available.includes(controller)) || !canCreateIn(folder)) return false
  if (enable(folder)) return true
  const inside = processesIn(folder)
  if (inside.length !== 1 || inside[0] !== process.pid) return false
  const leaf = join(folder, 'crumbtrail-main')
  mkdirSync(leaf, { recursive: true })
  writeValue(leaf, 'cgroup.procs', process.pid)
  return enable(folder)
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
