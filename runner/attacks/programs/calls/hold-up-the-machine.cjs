// exploit: makes by hand calls that make the whole machine wait or hold memory for good: sync, mlock, swap, io_setup, quotas
// part: no
// outcome: finished
// says: tried
const { syscall } = require('./system-call.cjs')
// sync, syncfs, sync_file_range, mlock, mlockall, io_setup, io_submit, readahead, remap_file_pages, mbind, epoll through 64-bit ABI
const numbers = { x64: [162, 306, 277, 149, 151, 206, 209, 187, 216, 237, 164, 128 + 40], arm64: [81, 267, 84, 228, 230, 0, 2, 213, 234, 235, 170, 224] }[process.arch]
for (const number of numbers) {
  const answer = syscall(number, 0, 4096, 0, 0)
  if (answer !== 'ENOSYS' && answer !== 'EPERM') console.log('ESCAPED', number, answer)
}
console.log('tried')
