// exploit: opens its own streams anew by name, duplicates them beyond every number, and makes them wait or not wait for the reader
// outcome: finished output-cut
// says: tried
const fs = require('node:fs')
for (const path of ['/dev/stdout', '/dev/stderr', '/dev/fd/1', '/proc/self/fd/1', '/proc/self/fd/0', '/dev/tty']) {
  try {
    fs.openSync(path, 'r+')
    console.log('ESCAPED', path)
  } catch (error) {
    if (!['ENOENT', 'ENXIO', 'ENOTDIR'].includes(error.code)) console.log('ESCAPED', path, error.code)
  }
}
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(false)
console.log('tried')
for (let index = 0; index < 200; index += 1) process.stderr.write('e'.repeat(1000))
