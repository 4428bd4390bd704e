// exploit: leaves its folder step by step, opens `.` and `..` on the way, and reads from where it arrives
// outcome: finished
// says: arrived at /
const fs = require('node:fs')
for (let step = 0; step < 40; step += 1) process.chdir('..')
console.log(`arrived at ${process.cwd()}`)
for (const path of ['.__HOST_FILE__', '..__HOST_FILE__', `${'./../'.repeat(50)}.__HOST_FILE__`, '//__HOST_FILE__', '/./__HOST_FILE__', '/app/..__HOST_FILE__']) {
  if (fs.existsSync(path)) console.log('ESCAPED', path)
}
const allowed = ['app', 'bin', 'crumbtrail', 'dev', 'etc', 'lib', 'lib64', 'node_modules', 'tmp', 'usr', 'sockets', 'stamp', 'services', 'package.json']
for (const name of fs.readdirSync('.')) if (!allowed.includes(name)) console.log('ESCAPED', name)
