// exploit: makes one file larger than any folder, by writing and by a hole
// outcome: finished
const fs = require('node:fs')
for (const act of [() => fs.truncateSync(fs.openSync('/tmp/hole', 'w'), 1 << 30), () => fs.writeFileSync('/tmp/big', Buffer.alloc(17 << 20))]) {
  try {
    act()
    console.log('ESCAPED')
  } catch (error) {
    if (!['EFBIG', 'ENOSPC', 'EINVAL', 'ERR_INVALID_ARG_TYPE'].includes(error.code)) console.log('ESCAPED', error.code)
  }
}
