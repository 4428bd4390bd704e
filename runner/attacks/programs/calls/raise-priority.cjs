// exploit: asks for more of the processor than others get: priority, real time, another processor, disk priority
// outcome: finished
// says: refused
const os = require('node:os')
const { syscall } = require('./system-call.cjs')
for (const priority of [-20, -1]) {
  try {
    os.setPriority(priority)
    console.log('ESCAPED', priority)
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(error.info?.code)) console.log('ESCAPED', error.info?.code)
  }
}
// sched_setscheduler, sched_setparam, sched_setaffinity, sched_setattr, ioprio_set, nice by prlimit
const numbers = { x64: [144, 142, 203, 314, 251], arm64: [119, 118, 122, 274, 30] }[process.arch]
for (const number of numbers) if (syscall(number, 0, 1, Buffer.alloc(64, 1), 0) !== 'EPERM') console.log('ESCAPED', number)
// For others, of whatever user: priorities of process, group and user.
const setpriority = { x64: 141, arm64: 140 }[process.arch]
for (const which of [0, 1, 2]) if (syscall(setpriority, which, which === 2 ? 0 : 1, -20) === 'done') console.log('ESCAPED', which)
console.log('refused')
