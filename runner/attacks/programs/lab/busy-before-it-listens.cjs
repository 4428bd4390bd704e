// exploit: works as hard as it can and never listens
// part: no
// kind: lab
// outcome: no-server cpu-timeout
const { Worker } = require('node:worker_threads')
for (let thread = 0; thread < 3; thread += 1) new Worker('for (;;) {}', { eval: true })
for (;;) {}
