// exploit: uses descriptors to be told of others, to hold them up and to take kernel memory: leases, notifications, owners, large pipes, seals
// outcome: finished
// says: sent
const { syscall } = require('./system-call.cjs')
const fcntl = { x64: 72, arm64: 25 }[process.arch]
for (const command of [8, 10, 15, 16, 1024, 1026, 1031, 1033, 1034, 1036, 1038]) {
  const answer = syscall(fcntl, 0, command, 1 << 20)
  if (answer !== 'EINVAL') console.log('ESCAPED', command, answer)
}
// splice, tee, vmsplice: pages of one process in another's pipe
for (const number of { x64: [275, 276, 278], arm64: [76, 77, 75] }[process.arch]) if (syscall(number, 0, 0, 1, 0, 4096, 0) !== 'EPERM') console.log('ESCAPED', number)
console.log('sent')
