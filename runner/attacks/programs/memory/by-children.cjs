// exploit: shares its hunger among children, each well below the limit
// outcome: out-of-memory wall-timeout
// wall: 4000
const { spawn } = require('node:child_process')
for (let i = 0; i < 8; i += 1) spawn(process.execPath, ['-e', 'const kept = []; for (let i = 0; i < 60; i += 1) kept.push(Buffer.alloc(1 << 20, 1)); setInterval(() => kept.length, 1000)'], { stdio: 'ignore' })
setInterval(() => {}, 1000)
