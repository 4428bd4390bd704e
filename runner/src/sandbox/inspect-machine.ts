import { existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openCgroups } from '../cgroup/open-cgroups.ts'
import { filterForThisMachine } from '../seccomp/filter.ts'
import { REDIS_POLICY } from '../seccomp/redis-policy.ts'
import type { SandboxParts } from './bubblewrap-sandbox.ts'
import { expectedStamp, readStamp, servicesOfRoot } from './prepared-root.ts'

/** What keeps a sandbox from being made, and what a person can do about it. */
export interface Obstacle {
  missing: string
  fix: string
}

/** Either all that a sandbox is made of, or everything that is missing. */
export type Inspection = { ok: true; parts: SandboxParts } | { ok: false; obstacles: Obstacle[] }

const PROGRAM_FOLDERS = ['/usr/bin', '/bin', '/usr/local/bin', '/usr/sbin', '/sbin']

/** Looks at the machine without starting anything. `rootFolder` is the prepared root; files of places are kept below `workParent`; programs are looked for in the folders, in order. */
export function inspectMachine(
  rootFolder: string,
  asRoot: boolean,
  { workParent = tmpdir(), programFolders = PROGRAM_FOLDERS }: { workParent?: string; programFolders?: readonly string[] } = {},
): Inspection {
  const obstacles: Obstacle[] = []
  const [bwrap, nsenter] = ['bwrap', 'nsenter'].map((name) => programFolders.map((folder) => join(folder, name)).find((path) => existsSync(path)))
  const filter = filterForThisMachine()
  const serviceFilter = filterForThisMachine(REDIS_POLICY)
  if (process.platform !== 'linux') obstacles.push({ missing: 'Linux', fix: 'run the runner on Linux, in a container or a virtual machine' })
  else if (!filter) obstacles.push({ missing: `seccomp filter for ${process.arch}`, fix: 'use an x86-64 or arm64 machine' })
  if (!bwrap) obstacles.push({ missing: 'bubblewrap', fix: 'apt-get install bubblewrap' })
  if (!nsenter) obstacles.push({ missing: 'nsenter', fix: 'apt-get install util-linux' })
  if (process.platform === 'linux') obstacles.push(...kernelObstacles())
  obstacles.push(...rootObstacles(rootFolder, asRoot), ...workObstacles(workParent, asRoot))
  if (obstacles.length > 0 || !bwrap || !nsenter || !filter || !serviceFilter) return { ok: false, obstacles }
  return {
    ok: true,
    parts: {
      ...{ bwrap, nsenter, rootFolder, workParent, asRoot, filter, serviceFilter },
      services: servicesOfRoot(rootFolder),
      cgroups: openCgroups(),
      closesUserNamespaces: !isReadOnly('/proc/sys'),
    },
  }
}

/** Whether something is mounted there, or above, that can't be written, as in most containers. */
function isReadOnly(path: string): boolean {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n')
  return mounts.some((line) => {
    const [, , , , mountPoint, options] = line.split(' ')
    return (mountPoint === path || mountPoint === dirname(path)) && options?.split(',').includes('ro') === true
  })
}

/** Kernel switches that forbid user namespaces; a missing file means that the kernel knows no such switch. */
function kernelObstacles(): Obstacle[] {
  const switches = [
    { file: '/proc/sys/kernel/unprivileged_userns_clone', forbids: '0', fix: 'sysctl -w kernel.unprivileged_userns_clone=1' },
    { file: '/proc/sys/user/max_user_namespaces', forbids: '0', fix: 'sysctl -w user.max_user_namespaces=15000' },
    {
      file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      forbids: '1',
      fix: 'give bubblewrap an AppArmor profile that allows user namespaces, or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    },
  ]
  return switches
    .filter(({ file, forbids }) => existsSync(file) && readFileSync(file, 'latin1').trim() === forbids)
    .map(({ file, fix }) => ({ missing: `user namespaces (${file})`, fix }))
}

function rootObstacles(rootFolder: string, asRoot: boolean): Obstacle[] {
  const build = `node runner/scripts/build-root.ts ${rootFolder}`
  const stamp = readStamp(rootFolder)
  if (stamp === null) return [{ missing: 'prepared root', fix: build }]
  if (stamp !== expectedStamp()) return [{ missing: 'prepared root that is up to date', fix: build }]
  const closed = asRoot ? closedFolderAbove(rootFolder) : null
  if (closed)
    return [
      {
        missing: 'prepared root that the sandbox user can reach',
        fix: `${closed} is closed to other users: set RUNNER_ROOT_DIR to a folder elsewhere, such as /var/lib/crumbtrail/runner-root`,
      },
    ]
  return []
}

function workObstacles(workParent: string, asRoot: boolean): Obstacle[] {
  const closed = asRoot ? closedFolderAbove(workParent) : null
  if (!closed) return []
  return [
    { missing: 'work folder that the sandbox user can reach', fix: `${closed} is closed to other users: set RUNNER_WORK_DIR to a folder elsewhere` },
  ]
}

/** The sandbox runs as a user who owns nothing: every folder above its root must let all pass. */
function closedFolderAbove(folder: string): string | null {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return path
    if (path === dirname(path)) return null
  }
}
