import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { GROUP_PREFIX } from '../../src/cgroup/cgroup.ts'
import { sandboxedProcesses } from '../host-state.ts'

/** What a service holds of its machine. Counts by kind, so that two looks can be compared however places come and go between them. */
export interface ServiceState {
  processes: Record<string, number>
  namespaces: Record<string, number>
  descriptors: Record<string, number>
  cgroups: number
  files: number
  residentMiB: number
  /** Namespaces of the whole machine, as the kernel counts its own objects; null where it does not tell. */
  kernelObjects: Record<string, number> | null
}

/** Everything that a service of this process number has at the moment. A service that is gone has nothing. */
export function lookAtService(pid: number, workFolder: string, rootFolder: string): ServiceState {
  const processes = sandboxedProcesses(rootFolder)
  return {
    processes: count(processes.map(({ name }) => name)),
    namespaces: namespacesOf(processes.map((process) => process.pid)),
    descriptors: count(list(`/proc/${pid}/fd`).flatMap((name) => kindOf(link(`/proc/${pid}/fd/${name}`)))),
    cgroups: groupsOf(pid, '/sys/fs/cgroup', 6),
    files: readdirSync(workFolder, { recursive: true }).length,
    residentMiB: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1024),
    kernelObjects: kernelObjects(),
  }
}

/** The most that two looks at the same service at rest may differ in memory: heaps breathe. A buffer of a run that is kept would pass it in a thousand runs. */
const RESIDENT_MIB_GROWTH_MAX = 48

/** What there is more of than before, in words; a kernel's own count, which others on the machine move too, may grow by `objectsMax`. */
export function leftovers(before: ServiceState, after: ServiceState, objectsMax: number): string[] {
  const more = (kind: string, was: Record<string, number>, is: Record<string, number>, allowed = 0): string[] =>
    Object.keys(is)
      .filter((key) => (is[key] ?? 0) > (was[key] ?? 0) + allowed)
      .map((key) => `${kind} ${key}: ${was[key] ?? 0} before, ${is[key]} after`)
  return [
    ...more('processes', before.processes, after.processes),
    ...more('namespaces', before.namespaces, after.namespaces),
    ...more('descriptors', before.descriptors, after.descriptors),
    ...more('machine', { cgroups: before.cgroups, files: before.files }, { cgroups: after.cgroups, files: after.files }),
    ...more('memory', { MiB: before.residentMiB }, { MiB: after.residentMiB }, RESIDENT_MIB_GROWTH_MAX),
    ...(before.kernelObjects && after.kernelObjects ? more('kernel objects', before.kernelObjects, after.kernelObjects, objectsMax) : []),
  ]
}

function namespacesOf(pids: number[]): Record<string, number> {
  const found = new Set(
    pids.flatMap((pid) => ['user', 'pid', 'net', 'mnt', 'ipc', 'uts', 'cgroup'].flatMap((kind) => link(`/proc/${pid}/ns/${kind}`) ?? [])),
  )
  return count([...found].map((name) => name.split(':')[0] ?? ''))
}

function groupsOf(pid: number, folder: string, depth: number): number {
  if (depth === 0) return 0
  return list(folder, true).reduce((sum, name) => {
    if (!name.startsWith(GROUP_PREFIX)) return sum + groupsOf(pid, join(folder, name), depth - 1)
    return name.startsWith(`${GROUP_PREFIX}${pid}-`) ? sum + 1 + list(join(folder, name), true).length : sum
  }, 0)
}

function kernelObjects(): Record<string, number> | null {
  const lines = text('/proc/slabinfo').split('\n')
  const found = lines
    .map((line) => line.split(/\s+/))
    .filter(([name]) => ['net_namespace', 'pid_namespace', 'user_namespace', 'mnt_cache'].includes(name ?? ''))
  return found.length === 0 ? null : Object.fromEntries(found.map(([name, active]) => [name, Number(active)]))
}

const kindOf = (target: string | null): string[] => (target === null ? [] : [target.startsWith('/') ? 'file' : target.replace(/\d+/g, '')])

function count(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) return otherwise
    throw error
  }
}
const text = (file: string): string => orElse(() => readFileSync(file, 'latin1'), '')
const link = (path: string): string | null => orElse(() => readlinkSync(path), null)
const list = (folder: string, foldersOnly = false): string[] =>
  orElse(
    () =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => !foldersOnly || entry.isDirectory())
        .map((entry) => entry.name),
    [],
  )
