// exploit: leaves children that are stopped and take no signal but one, and stops itself
// outcome: wall-timeout
// wall: 1200
const { spawn } = require('node:child_process')
for (let child = 0; child < 3; child += 1) spawn(process.execPath, ['-e', "process.kill(process.pid, 'SIGSTOP')"], { detached: true, stdio: 'ignore' }).unref()
setTimeout(() => process.kill(-1, 'SIGSTOP'), 400)
setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 500)
