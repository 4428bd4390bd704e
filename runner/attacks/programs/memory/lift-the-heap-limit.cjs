// exploit: lifts the engine's own bound, in flags, in children and in workers, and fills the heap beyond it
// outcome: out-of-memory
// wall: 20000
const { spawn } = require('node:child_process')
const v8 = require('node:v8')
const { Worker } = require('node:worker_threads')
v8.setFlagsFromString('--max-old-space-size=8192')
const fill = 'const kept = []; for (;;) kept.push(new Array(10000).fill(kept.length))'
process.env.NODE_OPTIONS = '--max-old-space-size=8192'
for (let child = 0; child < 2; child += 1) spawn(process.execPath, ['-e', fill], { stdio: 'ignore' })
new Worker(fill, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8192 } }).on('error', () => {})
setInterval(() => {}, 1000)
