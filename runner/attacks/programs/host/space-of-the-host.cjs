// exploit: measures every mounted folder, for one that is as large as a disk of the host and may be written
// outcome: finished
// says: measured
const fs = require('node:fs')
for (const path of ['/', '/app', '/tmp', '/dev', '/etc', '/lib', '/bin', '/node_modules', '/etc/hosts', '/dev/null', '/dev/urandom', '/sockets']) {
  const { bsize, blocks } = fs.statfsSync(path)
  if (bsize * blocks <= 16 << 20) continue
  try {
    fs.accessSync(path, fs.constants.W_OK)
    if (fs.statSync(path).isCharacterDevice()) continue
    console.log('ESCAPED', path, bsize * blocks)
  } catch (error) {
    if (!['EROFS', 'EACCES'].includes(error.code)) console.log('ESCAPED', path, error.code)
  }
}
console.log('measured')
