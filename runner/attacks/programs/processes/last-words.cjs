// exploit: works on after its end: exit handlers, beforeExit without end, finalizers, a worker that holds the door
// part: no
// outcome: wall-timeout cpu-timeout
// wall: 1000
const { Worker } = require('node:worker_threads')
new Worker("process.on('exit', () => { for (;;) {} }); for (;;) {}", { eval: true }).unref()
process.on('beforeExit', () => setTimeout(() => {}, 10))
process.on('exit', () => { for (;;) {} })
