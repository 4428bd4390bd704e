// exploit: makes every system call that kernels learned of late, by number, before any filter's author heard of it
// outcome: finished
// says: all of them
const { syscall } = require('./system-call.cjs')
// From pidfd_send_signal on, numbers are the same on all machines. These of them a program may make.
const allowed = [436, 439, 441, 452]
for (let number = 424; number < 480; number += 1) {
  if (allowed.includes(number)) continue
  const answer = syscall(number, 0, 0, 0, 0, 0, 0)
  if (answer !== 'ENOSYS' && answer !== 'EPERM') console.log('ESCAPED', number, answer)
}
for (const number of [1000, 4096, 65535]) if (syscall(number, 0) !== 'ENOSYS') console.log('ESCAPED', number)
if (syscall('getpid') === 'ENOSYS') console.log('ESCAPED: the probe does not work')
console.log('all of them')
