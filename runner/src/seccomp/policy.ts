/**
 * Which system calls a program in the sandbox may make. An allow-list: what is not named here does not exist
 * (`ENOSYS`), which glibc and Node take as an old kernel. Calls that only an attack makes are refused as forbidden
 * (`EPERM`), so that tests and logs can tell the two apart.
 */

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Node 24 with Express, workers and child processes uses about 75 of these; the rest are their close relatives. */
export const ALLOWED_CALLS: readonly string[] = words(`
  read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 open openat close close_range dup dup2 dup3 pipe pipe2 lseek
  stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2 readlink readlinkat getdents64 getcwd chdir fchdir
  mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat
  chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat truncate ftruncate fallocate fsync fdatasync
  utimensat utime utimes futimesat umask flock copy_file_range sendfile fadvise64
  mmap munmap mprotect mremap madvise msync mincore brk membarrier
  fork vfork execve exit exit_group wait4 waitid kill tgkill tkill getpid getppid gettid getpgid getpgrp setpgid setsid getsid
  getuid geteuid getgid getegid getresuid getresgid getgroups capget arch_prctl set_tid_address set_robust_list get_robust_list rseq futex
  sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getpriority setpriority
  getrusage times getrlimit sysinfo uname getrandom getcpu restart_syscall pause
  rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
  clock_gettime clock_getres gettimeofday time clock_nanosleep nanosleep alarm getitimer setitimer
  timerfd_create timerfd_settime timerfd_gettime
  poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
  inotify_init inotify_init1 inotify_add_watch inotify_rm_watch
  bind listen accept accept4 connect getsockname getpeername getsockopt sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg shutdown
`)

/** Refused by name: namespaces and mounts, other processes' memory, kernel programs and keys, identity, clocks, System V IPC. */
export const FORBIDDEN_CALLS: readonly string[] = words(`
  unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount fsconfig fspick mount_setattr
  ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd pidfd_send_signal
  bpf perf_event_open userfaultfd keyctl add_key request_key seccomp personality
  kexec_load kexec_file_load init_module finit_module delete_module reboot swapon swapoff acct quotactl quotactl_fd syslog vhangup
  settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname iopl ioperm modify_ldt
  mknod mknodat name_to_handle_at open_by_handle_at fanotify_init fanotify_mark
  setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
  sched_setaffinity sched_setscheduler sched_setparam sched_setattr ioprio_set migrate_pages move_pages mbind set_mempolicy
  shmget shmat shmctl shmdt msgget msgsnd msgrcv msgctl semget semop semtimedop semctl mq_open mq_unlink memfd_secret
  setrlimit rt_sigqueueinfo rt_tgsigqueueinfo vmsplice splice tee
`)

/** One argument that decides a call: the values it may have, and the error for any other. */
export interface ArgumentRule {
  call: string
  argument: number
  /** Bits that are looked at; all when left out. */
  bits?: number
  allowed: readonly number[]
  errno: number
}

const EPERM = 1
const EINVAL = 22
const ENOTTY = 25
const EAFNOSUPPORT = 97

export const ERRNO = { EPERM, EINVAL, ENOTTY, ENOSYS: 38, ENOPROTOOPT: 92, EAFNOSUPPORT } as const

/** Every CLONE_NEW… flag: no namespace is made inside, so no capability is ever gained. */
export const CLONE_NAMESPACE_FLAGS = 0x7e02_0080

/** Socket families and protocols; a third rule for stream and datagram types keeps raw sockets out. */
export const SOCKET_RULE = { unix: 1, inet: 2, inet6: 10, typeBits: 0xf, stream: 1, datagram: 2, seqpacket: 5, protocols: [0, 6, 17] } as const

export const ARGUMENT_RULES: readonly ArgumentRule[] = [
  { call: 'clone', argument: 0, bits: CLONE_NAMESPACE_FLAGS, allowed: [0], errno: EPERM },
  { call: 'socketpair', argument: 0, allowed: [1], errno: EAFNOSUPPORT },
  // FIONBIO, FIONREAD, FIOCLEX, FIONCLEX, TCGETS, TIOCGWINSZ: what libuv asks. TIOCSTI and device controls are not among them.
  { call: 'ioctl', argument: 1, allowed: [0x5421, 0x541b, 0x5451, 0x5450, 0x5401, 0x5413], errno: ENOTTY },
  // Duplicate, flags, locks, pipe size (read). Not: leases, notifications, larger pipes.
  { call: 'fcntl', argument: 1, allowed: [0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032], errno: EINVAL },
  // Names, dumpable, parent-death signal, no-new-privileges, capability reads, timer slack, names of memory areas.
  { call: 'prctl', argument: 0, allowed: [1, 2, 3, 4, 15, 16, 23, 29, 30, 38, 39, 0x5356_4d41], errno: EINVAL },
  { call: 'prlimit64', argument: 0, allowed: [0], errno: EPERM },
]

/**
 * Socket options by level, as libuv sets them. Not among them: packet filters (SO_ATTACH_FILTER and its kin) and TCP
 * upper-layer protocols, which hand programs or new kernel code to the host.
 */
export const SOCKET_OPTIONS: Readonly<Record<number, readonly number[]>> = {
  1: [2, 6, 7, 8, 9, 13, 15, 20, 21],
  6: [1, 4, 5, 6, 9, 12, 18, 23],
  0: [1, 2, 11, 24, 32, 33, 34, 35, 36, 39, 40],
  41: [16, 17, 18, 19, 20, 21, 25, 26],
}

/** All that a filter is built from. */
export interface CallPolicy {
  allowed: readonly string[]
  forbidden: readonly string[]
  arguments: readonly ArgumentRule[]
  /** Whether datagrams and other kinds of unix sockets may be made; streams may, over IPv4, IPv6 and unix sockets. */
  hasAllSockets: boolean
  socketOptions: Readonly<Record<number, readonly number[]>>
}

/** For learners' programs, and for the agent beside them. */
export const PROGRAM_POLICY: CallPolicy = {
  allowed: ALLOWED_CALLS,
  forbidden: FORBIDDEN_CALLS,
  arguments: ARGUMENT_RULES,
  hasAllSockets: true,
  socketOptions: SOCKET_OPTIONS,
}
