// exploit: sends device controls to its descriptors: keystrokes to a terminal, freezes, immutable files, routes, block devices
// outcome: finished
// says: sent
const { syscall } = require('./system-call.cjs')
const ioctl = { x64: 16, arm64: 29 }[process.arch]
for (const request of [0x5412, 0x540e, 0x5423, 0xc0045877, 0xc0045878, 0x40086602, 0x401c5820, 0x125d, 0x8916, 0x890b, 0x8914, 0x8933, 0x4c80, 0xb701, 0x5401 + 1, 0x54e1, 0x5414, 0x40049409, 0xc020660b]) {
  const answer = syscall(ioctl, 0, request, Buffer.alloc(64))
  if (answer !== 'ENOTTY') console.log('ESCAPED', request.toString(16), answer)
}
console.log('sent')
