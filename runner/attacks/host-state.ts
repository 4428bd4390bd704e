import { readdirSync, readFileSync } from 'node:fs'

/** What of the host a run may not change. */
export interface HostState {
  /** Processes below this one, and any in a pid namespace whose maker is gone. */
  processes: string[]
  descriptors: number
  cgroups: string[]
  mounts: number
}

/** The host as it is now, as far as runs of this process could have left something on it. */
export function lookAtHost(): HostState {
  return {
    processes: processesBelow(process.pid),
    descriptors: readdirSync('/proc/self/fd').length,
    cgroups: ownCgroups('/sys/fs/cgroup', 6),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length,
  }
}

interface Listed {
  pid: number
  parent: number
  name: string
  namespaced: boolean
}

function processesBelow(root: number): string[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => describe(Number(name)))
  const below = new Set([root])
  for (let size = 0; size !== below.size; ) {
    size = below.size
    for (const one of all) if (below.has(one.parent)) below.add(one.pid)
  }
  const orphaned = (one: Listed): boolean => one.namespaced && one.parent === 1
  return all.filter((one) => one.pid !== root && (below.has(one.pid) || orphaned(one))).map((one) => `${one.pid} ${one.name}`)
}

function describe(pid: number): Listed[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string): string => new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(status)?.[1] ?? ''
    // Dead, and waiting only to be counted by its parent: it holds nothing any more.
    if (field('State').startsWith('Z')) return []
    return [{ pid, parent: Number(field('PPid')), name: field('Name'), namespaced: field('NSpid').trim().split(/\s+/).length > 1 }]
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

/** Groups of this process's runs that still exist. */
function ownCgroups(folder: string, depth: number): string[] {
  if (depth === 0) return []
  const entries = listFolders(folder)
  return entries.flatMap((name) => {
    const path = `${folder}/${name}`
    return name.startsWith(`crumbtrail-runner-${process.pid}-`) ? listFolders(path).map((run) => `${path}/${run}`) : ownCgroups(path, depth - 1)
  })
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}
