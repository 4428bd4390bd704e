// exploit: looks for descriptors that came with it from outside, to write to or to send through
// outcome: finished
const fs = require('node:fs')
for (let descriptor = 3; descriptor < 4096; descriptor += 1) {
  try {
    const stat = fs.fstatSync(descriptor)
    if (stat.isSocket() || stat.isFile() || stat.isDirectory() || stat.isBlockDevice()) console.log('ESCAPED', descriptor, stat.mode.toString(8))
  } catch (error) {
    if (error.code !== 'EBADF') console.log('ESCAPED', descriptor, error.code)
  }
}
