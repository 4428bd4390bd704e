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
  removeAbandoned,
  removeGroup,
  setMakesWay,
  writeValue,
} from './cgroup-files.ts'

const CONTROLLERS = [...NEEDED_CONTROLLERS, 'cpuacct'] as const
/** For TCP, says its name; bounded with it are all sockets whose protocol counts its buffers. */
const SOCKET_LIMIT = 'memory.kmem.tcp.limit_in_bytes'
type Controller = (typeof CONTROLLERS)[number]

/**
 * Cgroups of version 1: one hierarchy a controller. Groups are made below our own where that is allowed, else at the
 * hierarchy's root. `cpuacct` only counts; all others bound a run.
 */
export function openCgroupV1(hierarchies: Hierarchy[]): CgroupHost {
  const parents = new Map<Controller, string>()
  for (const controller of CONTROLLERS) {
    const hierarchy = hierarchies.find((candidate) => candidate.controllers.includes(controller))
    const parent = [hierarchy?.ownFolder, hierarchy?.mountPoint].find((folder) => folder && canCreateIn(folder))
    if (parent) parents.set(controller, parent)
  }
  for (const parent of new Set(parents.values())) removeAbandoned(parent)
  const { create, cpuMs, close } = keepGroups((name, bounds) => createGroup(parents, name, bounds))
  return {
    description: `cgroup v1: ${[...parents.keys()].join(', ')}`,
    missing: NEEDED_CONTROLLERS.filter((controller) => !parents.has(controller)),
    create: parents.size === 0 ? null : create,
    cpuMs,
    close,
  }
}

function createGroup(parents: Map<Controller, string>, name: string, bounds: CgroupBounds): Cgroup {
  const folders = new Map([...parents].map(([controller, parent]) => [controller, join(parent, name)]))
  const distinct = [...new Set(folders.values())]
  for (const folder of distinct) mkdirSync(folder)
  const memory = folders.get('memory')
  const pids = folders.get('pids')
  const cpu = folders.get('cpu')
  const cpuacct = folders.get('cpuacct')
  if (memory) {
    writeValue(memory, 'memory.limit_in_bytes', bounds.memoryBytes)
    // Counts memory and swap together; the file is missing where swap is not accounted.
    if (readNumber(join(memory, 'memory.memsw.limit_in_bytes')) !== null) writeValue(memory, 'memory.memsw.limit_in_bytes', bounds.memoryBytes)
    // Buffers of sockets are no memory to version 1, and are not even counted before they are bounded.
    if (readNumber(join(memory, SOCKET_LIMIT)) !== null) writeValue(memory, SOCKET_LIMIT, bounds.socketBytes)
  }
  if (pids) writeValue(pids, 'pids.max', bounds.tasksMax)
  if (cpu) {
    writeValue(cpu, 'cpu.cfs_period_us', 100_000)
    writeValue(cpu, 'cpu.cfs_quota_us', Math.round(bounds.cpus * 100_000))
  }
  const kill = (): void => {
    for (const folder of distinct) for (const pid of processesIn(folder)) endQuietly(pid)
  }
  return {
    add: async (pid) => {
      await Promise.all(distinct.map((folder) => moveInto(folder, pid)))
    },
    usage: () => {
      return {
        cpuMs: cpuMsOf(cpuacct),
        memoryPeakBytes: memory ? readNumber(join(memory, 'memory.max_usage_in_bytes')) : null,
        oomKills: memory ? readKey(join(memory, 'memory.oom_control'), 'oom_kill') : null,
      }
    },
    makeWay: (makesWay) => {
      if (cpu) setMakesWay(cpu, makesWay, { file: 'cpu.shares', usual: 1024 })
    },
    forgetPeak: () => {
      if (memory) writeValue(memory, 'memory.max_usage_in_bytes', 0)
    },
    isEmpty: () => distinct.every((folder) => processesIn(folder).length === 0),
    kill,
    remove: () => {
      for (const folder of distinct) removeGroup(folder)
    },
  }
}

function cpuMsOf(folder: string | undefined): number | null {
  const cpuNs = folder === undefined ? null : readNumber(join(folder, 'cpuacct.usage'))
  return cpuNs === null ? null : cpuNs / 1e6
}
