// exploit: leaves a child behind that ignores signals, has a session of its own and holds no pipe
// outcome: finished
const { spawn } = require('node:child_process')
const child = "for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT']) process.on(signal, () => {}); setInterval(() => {}, 100)"
for (let i = 0; i < 3; i += 1) spawn(process.execPath, ['-e', child], { detached: true, stdio: 'ignore' }).unref()
setTimeout(() => process.exit(0), 150)
