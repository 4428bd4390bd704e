// exploit: fills both of its folders, which live in memory
// outcome: finished
const fs = require('node:fs')
const megabyte = Buffer.alloc(1 << 20, 1)
for (const folder of ['/app', '/tmp']) {
  let written = 0
  try {
    for (let i = 0; i < 64; i += 1) {
      fs.writeFileSync(`${folder}/fill-${i}`, megabyte)
      written += 1
    }
    console.log('ESCAPED', folder, written)
  } catch (error) {
    if (error.code !== 'ENOSPC' || written > 16) console.log('ESCAPED', folder, written, error.code)
  }
}
