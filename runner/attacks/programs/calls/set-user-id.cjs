// exploit: makes a program of its own that would run as another user
// outcome: finished
const fs = require('node:fs')
const { spawnSync } = require('node:child_process')
const path = '/tmp/probe'
fs.writeFileSync(path, Buffer.alloc(10), { mode: 0o755 })
for (const owner of [0, 1, 65534]) {
  try {
    fs.chownSync(path, owner, owner)
    console.log('ESCAPED', owner)
  } catch (error) {
    if (!['EPERM', 'EINVAL'].includes(error.code)) console.log('ESCAPED', error.code)
  }
}
fs.chmodSync(path, 0o6755)
const answer = spawnSync(process.execPath, ['-p', 'process.geteuid()'], { uid: 0 })
if (answer.status === 0 && !answer.error) console.log('ESCAPED', String(answer.stdout))
