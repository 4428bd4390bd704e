// exploit: marks files with what the host's kernel would honour: capabilities, access lists, immutability, by hand-made calls
// outcome: finished
// says: marked none
const fs = require('node:fs')
const { syscall } = require('./system-call.cjs')
fs.writeFileSync('/tmp/marked', 'x', { mode: 0o755 })
// setxattr, lsetxattr, fsetxattr, getxattr, listxattr, removexattr
const numbers = { x64: [188, 189, 190, 191, 194, 197], arm64: [5, 6, 7, 8, 11, 14] }[process.arch]
for (const number of numbers) {
  for (const name of ['security.capability', 'system.posix_acl_access', 'trusted.overlay.opaque', 'user.mark']) {
    const answer = syscall(number, '/tmp/marked\0', `${name}\0`, Buffer.alloc(20, 1), 20, 0)
    if (!['ENOSYS', 'EPERM'].includes(answer)) console.log('ESCAPED', number, name, answer)
  }
}
console.log('marked none')
