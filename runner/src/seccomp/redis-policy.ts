import { type ArgumentRule, type CallPolicy, ERRNO, FORBIDDEN_CALLS } from './policy.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/**
 * What redis-server calls in memory alone, as traced, with what glibc uses on other machines in place of it. It listens and never
 * connects, so it can be nobody's replica and move no key elsewhere; it starts threads and no process; it changes no file. `execve` is for
 * the two programs that start it: a filter cannot be changed between them.
 */
export const REDIS_CALLS: readonly string[] = words(`
  execve exit exit_group read write readv writev pread64 open openat close lseek stat fstat lstat newfstatat access faccessat faccessat2
  readlink readlinkat getcwd chdir umask uname sysinfo getrandom
  mmap munmap mprotect mremap madvise brk futex set_tid_address set_robust_list rseq arch_prctl sched_getaffinity sched_yield membarrier
  getpid gettid getppid getuid geteuid getgid getegid getrusage tgkill wait4 restart_syscall
  rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
  clock_gettime clock_getres gettimeofday time clock_nanosleep nanosleep setitimer
  epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait poll ppoll pipe pipe2
  bind listen accept accept4 getsockname getpeername getsockopt shutdown
`)

/** Every CLONE_NEW… flag, and CLONE_THREAD. */
const CLONE_THREAD = 0x1_0000
const CLONE_BITS = 0x7e02_0080 | CLONE_THREAD

const REDIS_ARGUMENTS: readonly ArgumentRule[] = [
  { call: 'clone', argument: 0, bits: CLONE_BITS, allowed: [CLONE_THREAD], errno: ERRNO.EPERM },
  // TCGETS, and FIONBIO.
  { call: 'ioctl', argument: 1, allowed: [0x5401, 0x5421], errno: ERRNO.ENOTTY },
  // Descriptor and status flags.
  { call: 'fcntl', argument: 1, allowed: [1, 2, 3, 4], errno: ERRNO.EINVAL },
  // Names of threads and of memory areas; which capabilities there are.
  { call: 'prctl', argument: 0, allowed: [15, 23, 0x5356_4d41], errno: ERRNO.EINVAL },
  { call: 'prlimit64', argument: 0, allowed: [0], errno: ERRNO.EPERM },
]

/** For redis-server, which takes orders from a hostile program. */
export const REDIS_POLICY: CallPolicy = {
  allowed: REDIS_CALLS,
  forbidden: [...FORBIDDEN_CALLS, 'connect', 'fork', 'vfork'],
  arguments: REDIS_ARGUMENTS,
  hasAllSockets: false,
  // Reuse of an address and keep-alive; no delay and when to ask whether the peer is still there.
  socketOptions: { 1: [2, 9], 6: [1, 4, 5, 6] },
}
