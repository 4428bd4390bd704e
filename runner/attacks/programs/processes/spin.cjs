// exploit: uses all the processor time it gets, in several processes at once
// part: no
// outcome: wall-timeout cpu-timeout
// wall: 2000
const { spawn } = require('node:child_process')
for (let i = 0; i < 4; i += 1) spawn(process.execPath, ['-e', 'for (;;) {}'])
for (;;) {}
