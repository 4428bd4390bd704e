/** What a cgroup of a run is bounded to. */
export interface CgroupBounds {
  memoryBytes: number
  /** What sockets may hold where the kernel counts their buffers apart (version 1); where it does not, they are part of the memory. */
  socketBytes: number
  tasksMax: number
  /** Processors' worth of time. */
  cpus: number
}

/** What the kernel counted. Null where this machine has no cgroup for it. */
export interface CgroupUsage {
  cpuMs: number | null
  memoryPeakBytes: number | null
  /** How many processes the kernel ended because the group was out of memory. */
  oomKills: number | null
}

/** One cgroup (or one in each hierarchy), made for one set of processes and removed after it. */
export interface Cgroup {
  /** Moves a process in; what it starts later is born inside. The kernel takes some 10 ms for it, in which nothing else here should have to wait. */
  add(pid: number): Promise<void>
  usage(): CgroupUsage
  /** Whether the group leaves a busy processor to whoever else wants it. */
  makeWay(makesWay: boolean): void
  /** Counts the highest memory from now on, where the kernel can. */
  forgetPeak(): void
  /** Whether no process is left inside. */
  isEmpty(): boolean
  /** Ends every process inside. */
  kill(): void
  /** Removes an empty group. Throws while something is inside. */
  remove(): void
}

/** The machine's cgroups as this process may use them. */
export interface CgroupHost {
  /** For people: `cgroup v1: memory, pids, cpu, cpuacct`. */
  description: string
  /** Controllers that bound a run but are not to be had here. */
  missing: string[]
  /** Null when no controller is to be had. */
  create: ((name: string, bounds: CgroupBounds) => Cgroup) | null
  /** Processor time of all groups that were made so far, also of those that are gone; null where none counts it. */
  cpuMs(): number | null
  /** Removes the runner's own groups. */
  close(): void
}

/** Without these a run as a whole is not bounded. */
export const NEEDED_CONTROLLERS = ['memory', 'pids', 'cpu'] as const

/** How the runner's groups begin; the number of its process follows, so that what a killed runner left can be told and removed. */
export const GROUP_PREFIX = 'crumbtrail-runner-'

/** The group below our own into which we step where a group that hands controllers down may hold no process (v2). */
export const LEAF_NAME = 'crumbtrail-main'
