import { FALLBACK_LIMITS, RUN_LIMITS } from '../limits.ts'
import { SOCKET_FOLDER } from '../services/service-rules.ts'
import { ROOT_PATHS } from './prepared-root.ts'

/** Whether a program is started by one that tells how it ended: it is machine code, and there is none of it for other machines. */
export const TELLS_END = process.arch === 'x64'

/** Descriptors between the runner and bubblewrap; all but `ready` are closed before the program starts. */
export const DESCRIPTORS = { ready: 3, info: 4, block: 5, filter: 6, end: 7 } as const

/** What both sandboxes of a run have in common: no environment, no capability, no terminal, a root that can't be written. */
const common = (rootFolder: string): string[] => [
  ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
  ...['--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
  ...['--ro-bind', rootFolder, '/'],
  // These two only: `--dev` would leave /dev and /dev/shm writable, and of the host's memory size.
  ...['--dev-bind', '/dev/null', '/dev/null', '--dev-bind', '/dev/urandom', '/dev/urandom'],
  ...['--setenv', 'PATH', '/bin', '--setenv', 'TZ', 'UTC', '--setenv', 'LANG', 'C.UTF-8'],
  ...['--info-fd', String(DESCRIPTORS.info), '--block-fd', String(DESCRIPTORS.block), '--seccomp', String(DESCRIPTORS.filter)],
]

export interface ProgramSandbox {
  rootFolder: string
  /** A file of the host that will hold the names of the run's sites. */
  hostsFile: string
  /** A folder of the host in which the sockets of the run's services will be. */
  socketFolder: string
  hasCgroup: boolean
  closesUserNamespaces: boolean
}

/** The learner's sandbox, in the network that it joined. */
export function programArguments({ rootFolder, hostsFile, socketFolder, hasCgroup, closesUserNamespaces }: ProgramSandbox): string[] {
  return [
    ...common(rootFolder),
    ...(closesUserNamespaces ? ['--disable-userns'] : []),
    ...['--uid', '1000', '--gid', '1000', '--setenv', 'HOME', '/app'],
    ...['--size', String(RUN_LIMITS.folderBytesMax), '--tmpfs', '/app', '--size', String(RUN_LIMITS.folderBytesMax), '--tmpfs', '/tmp'],
    ...['--ro-bind', hostsFile, '/etc/hosts', '--ro-bind', socketFolder, SOCKET_FOLDER],
    ...['--chdir', '/app', '--'],
    ...rlimits(hasCgroup),
    ...(TELLS_END ? [ROOT_PATHS.teller] : []),
    ...[ROOT_PATHS.node, `--max-old-space-size=${RUN_LIMITS.heapBytes / 1024 / 1024}`, ROOT_PATHS.boot],
  ]
}

/**
 * The agent's sandbox, which makes the run's network. No `--uid`: that would make a second user namespace, whose
 * network the learner's side could not join.
 */
export function agentArguments(rootFolder: string): string[] {
  return [...common(rootFolder), '--unshare-net', '--chdir', '/', '--', ROOT_PATHS.node, '--max-old-space-size=64', ROOT_PATHS.agent]
}

/** A service's sandbox, in the network that it joined: no folder to write to but that of its socket, while it starts, and no file that it could make larger. */
export function serviceArguments(
  { rootFolder, socketFolder, hasCgroup, closesUserNamespaces }: Omit<ProgramSandbox, 'hostsFile'>,
  command: readonly string[],
): string[] {
  return [
    ...common(rootFolder),
    ...(closesUserNamespaces ? ['--disable-userns'] : []),
    ...['--uid', '1000', '--gid', '1000', '--bind', socketFolder, SOCKET_FOLDER, '--chdir', '/', '--'],
    ...rlimits(hasCgroup, 0),
    ...command,
  ]
}

/**
 * Bounds of each process. They are set inside, where the task count is that of the sandbox's own user namespace. CPU time is
 * above the run's bound, which the runner keeps; it ends what outlives a killed runner.
 */
function rlimits(hasCgroup: boolean, fileBytesMax: number = RUN_LIMITS.fileBytesMax): string[] {
  const cpuSeconds = RUN_LIMITS.cpuMs / 1000 + 1
  const bounds: Record<string, number | string> = {
    core: 0,
    cpu: `${cpuSeconds}:${cpuSeconds + 1}`,
    nofile: RUN_LIMITS.openFilesMax,
    nproc: RUN_LIMITS.tasksMax,
    fsize: fileBytesMax,
    memlock: 64 * 1024,
    msgqueue: 0,
    sigpending: 256,
    rtprio: 0,
    ...(hasCgroup ? {} : { as: FALLBACK_LIMITS.addressSpaceBytes }),
  }
  return [ROOT_PATHS.prlimit, ...Object.entries(bounds).map(([name, value]) => `--${name}=${value}`), '--']
}
