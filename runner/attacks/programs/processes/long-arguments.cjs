// exploit: starts programs with as many and as long arguments and variables as the kernel lets through, and more, in many processes that copy them at once
// part: no
// outcome: finished out-of-memory exited
// says: tried
const { spawn } = require('node:child_process')
const argument = 'x'.repeat(128 * 1024 - 1)
const refused = new Set()
for (const [count, length] of [[1, 128 * 1024], [15, 128 * 1024 - 1], [15, 128 * 1024 - 1], [64, 128 * 1024 - 1], [100_000, 20]]) {
  try {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 500)', ...Array.from({ length: count }, () => argument.slice(0, length))], { stdio: 'ignore', env: { LONG: argument } })
    child.on('error', (error) => refused.add(error.code))
  } catch (error) {
    refused.add(error.code)
  }
}
for (let index = 0; index < 20; index += 1) spawn('/bin/prlimit', Array.from({ length: 14 }, () => argument), { stdio: 'ignore' }).on('error', (error) => refused.add(error.code))
console.log('tried')
setTimeout(() => process.exit(), 700)
