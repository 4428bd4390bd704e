// exploit: starts threads until something gives
// part: no
// outcome: out-of-memory wall-timeout cpu-timeout exited signal
// wall: 3000
const { Worker } = require('node:worker_threads')
const more = () => {
  for (let i = 0; i < 50; i += 1) {
    try {
      new Worker('for (;;) {}', { eval: true }).on('error', () => {})
    } catch {
      break
    }
  }
  setTimeout(more, 10)
}
more()
