import { readdirSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { FIRST_PLACE_UID } from '../src/sandbox/identity.ts'

/** What of the host a run may not change, as far as runs of this process could have left something on it. Each is a list of lines that people can read. */
export interface HostState {
  /** Processes below this one, and any whose root is that of our sandboxes. */
  processes: string[]
  /** Descriptors of this process by kind. Namespaces that it holds are among them. */
  descriptors: string[]
  cgroups: string[]
  mounts: string[]
  /** Files and folders of the host's temporary places that runs made, and the prepared root as it stands. */
  files: string[]
  /** Sockets in the host's own network that belong to a place's user. */
  sockets: string[]
  /** System V and POSIX message queues, semaphores and shared memory that belong to a place's user. */
  ipc: string[]
  host: string
}

/** The host as it is now. `rootFolder` is the prepared root of the sandboxes that are looked for. */
export function lookAtHost(rootFolder: string): HostState {
  return {
    processes: ownProcesses(rootFolder),
    descriptors: ownDescriptors(),
    cgroups: ownCgroups('/sys/fs/cgroup', 6),
    mounts: readText('/proc/self/mountinfo').split('\n').filter(Boolean),
    files: [...foreignFiles(), ...describeRoot(rootFolder)],
    sockets: ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((table) => escapedSockets(table, rootFolder)),
    ipc: ['shm', 'sem', 'msg'].flatMap((kind) => ownedLines(`/proc/sysvipc/${kind}`, kind === 'sem' ? 4 : 7).map((line) => `${kind} ${line}`)),
    host: `${hostname()} ${readText('/proc/sys/kernel/domainname').trim()} ${readText('/proc/sys/kernel/core_pattern').trim()}`,
  }
}

/** Every difference between two looks, in words. */
export function compareHosts(before: HostState, after: HostState): string[] {
  return (Object.keys(before) as (keyof HostState)[]).flatMap((part) => {
    const [was, is] = [before[part], after[part]].map((value) => (typeof value === 'string' ? [value] : value)) as [string[], string[]]
    const [gone, come] = [was.filter((line) => !is.includes(line)), is.filter((line) => !was.includes(line))]
    return gone.length + come.length === 0
      ? []
      : [`the host's ${part} changed: new ${JSON.stringify(come.slice(0, 5))}, gone ${JSON.stringify(gone.slice(0, 5))}`]
  })
}

/** A process as people may be told of it. */
export interface SeenProcess {
  pid: number
  parent: number
  name: string
}

/** Every process in a sandbox with this root, whoever started it, and bubblewrap that is about to make one. Dead ones that only wait to be counted hold nothing any more. */
export function sandboxedProcesses(rootFolder: string): SeenProcess[] {
  const root = statOf(join(rootFolder, 'stamp'))
  const isInside = (pid: number): boolean => {
    const stamp = root && statOf(`/proc/${pid}/root/stamp`)
    return stamp !== null && stamp.dev === root?.dev && stamp.ino === root.ino
  }
  return allProcesses().filter(({ pid }) => isInside(pid) || readText(`/proc/${pid}/cmdline`).includes(`--ro-bind\0${rootFolder}\0`))
}

function allProcesses(): SeenProcess[] {
  return list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((pid) => {
      const status = readText(`/proc/${pid}/status`)
      const field = (name: string): string => new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(status)?.[1] ?? ''
      return status === '' || field('State').startsWith('Z') ? [] : [{ pid, parent: Number(field('PPid')), name: field('Name') }]
    })
}

/** Processes below this one or in a sandbox with this root. */
function ownProcesses(rootFolder: string): string[] {
  const all = allProcesses()
  const below = new Set([process.pid, ...sandboxedProcesses(rootFolder).map(({ pid }) => pid)])
  for (let size = 0; size !== below.size; ) {
    size = below.size
    for (const one of all) if (below.has(one.parent)) below.add(one.pid)
  }
  return all.filter(({ pid }) => pid !== process.pid && below.has(pid)).map(({ pid, name }) => `${pid} ${name}`)
}

/** How many descriptors this process has of each kind: numbers and names of files change, and mean nothing. */
function ownDescriptors(): string[] {
  const counts = new Map<string, number>()
  for (const name of readdirSync('/proc/self/fd')) {
    const target = linkOf(`/proc/self/fd/${name}`)
    if (target === null) continue
    const kind = target.startsWith('/') ? target : target.replace(/\d+/g, '')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `${count} of ${kind}`)
}

/** Groups of this process's runs that still exist. */
function ownCgroups(folder: string, depth: number): string[] {
  if (depth === 0) return []
  return listFolders(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return name.startsWith(`crumbtrail-runner-${process.pid}-`) ? [path] : ownCgroups(path, depth - 1)
  })
}

/** What a place's user owns in folders that are open to all, and what the sandboxes of this process keep there. */
function foreignFiles(): string[] {
  return [...new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm', '/dev/mqueue', '/run'])].flatMap((folder) =>
    list(folder).flatMap((name) => {
      const path = join(folder, name)
      if ((statOf(path)?.uid ?? 0) >= FIRST_PLACE_UID) return [path]
      return name.startsWith(`crumbtrail-runner-${process.pid}-`) ? [path, ...list(path).map((inside) => join(path, inside))] : []
    }),
  )
}

/** Every file of the prepared root, with what would tell that it was changed. */
const describeRoot = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const stat = statOf(join(folder, name))
    return `${name} ${stat?.mode} ${stat?.uid} ${stat?.nlink} ${stat?.isFile() ? `${stat.size} ${stat.mtimeMs}` : ''}`
  })

/** Sockets of places' users in the host's own network, but for those of another runner on this machine, which tests a sandbox that lacks its network. */
function escapedSockets(table: string, rootFolder: string): string[] {
  const seen = (): string[] => ownedLines(`/proc/net/${table}`, 7)
  const escaped = seen().filter((line) => !isHeldByAnotherRunner(Number(line.trim().split(/\s+/)[9]), rootFolder))
  return escaped.filter((line) => seen().includes(line)).map((line) => `${table} ${line}`)
}

function isHeldByAnotherRunner(inode: number, rootFolder: string): boolean {
  const own = statOf(join(rootFolder, 'stamp'))
  return allProcesses().some(({ pid }) => {
    const stamp = statOf(`/proc/${pid}/root/stamp`)
    if (!stamp || (stamp.dev === own?.dev && stamp.ino === own.ino)) return false
    return list(`/proc/${pid}/fd`).some((name) => linkOf(`/proc/${pid}/fd/${name}`) === `socket:[${inode}]`)
  })
}

/** Lines of a table whose column holds a place's user. */
function ownedLines(file: string, column: number): string[] {
  return readText(file)
    .split('\n')
    .slice(1)
    .filter((line) => Number(line.trim().split(/\s+/)[column]) >= FIRST_PLACE_UID)
}

const GONE = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR', 'EINVAL']

/** What a read gives, or the other value when the thing is gone or not for us to see. */
function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (GONE.includes((error as NodeJS.ErrnoException).code ?? '')) return otherwise
    throw error
  }
}

const readText = (file: string): string => unlessGone(() => readFileSync(file, 'utf8'), '')
const statOf = (path: string): Stats | null => unlessGone(() => statSync(path), null)
const linkOf = (path: string): string | null => unlessGone(() => readlinkSync(path), null)
const list = (folder: string): string[] => unlessGone(() => readdirSync(folder), [])
const listFolders = (folder: string): string[] =>
  unlessGone(
    () =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name),
    [],
  )
