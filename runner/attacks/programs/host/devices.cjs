// exploit: opens devices of the host, or makes its own
// outcome: finished
const fs = require('node:fs')
const { syscall } = require('./system-call.cjs')
for (const name of ['mem', 'kmem', 'kmsg', 'port', 'sda', 'vda', 'tty', 'tty0', 'console', 'ptmx', 'pts/0', 'fuse', 'kvm', 'net/tun', 'loop-control', 'shm', 'mqueue', 'fd', 'stdin', 'userfaultfd', 'vsock', 'full']) {
  if (fs.existsSync(`/dev/${name}`)) console.log('ESCAPED', name)
}
if (fs.readdirSync('/dev').sort().join() !== 'null,urandom') console.log('ESCAPED', fs.readdirSync('/dev'))
for (const mode of [0o020666, 0o060666]) if (syscall('mknod', '/tmp/device', mode, (1 << 8) | 1) === 'done') console.log('ESCAPED mknod')
try {
  fs.writeFileSync('/dev/urandom', 'x'.repeat(1000))
} catch (error) {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) console.log('ESCAPED', error.code)
}
