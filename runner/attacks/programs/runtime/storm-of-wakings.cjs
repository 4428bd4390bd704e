// exploit: has threads wake each other over shared memory millions of times, so that the kernel does nothing but switch between them
// part: no
// outcome: finished cpu-timeout wall-timeout
// wall: 10000
// says: stormed
const { Worker } = require('node:worker_threads')
const shared = new SharedArrayBuffer(1 << 16)
const code = `const { workerData } = require('node:worker_threads'); const view = new Int32Array(workerData.shared); for (;;) { Atomics.add(view, 0, 1); Atomics.notify(view, 1); Atomics.wait(view, 1, 0, 0.001); Atomics.wait(view, 2 + workerData.index, 0, 0) }`
for (let index = 0; index < 6; index += 1) new Worker(code, { eval: true, workerData: { shared, index } })
setTimeout(() => {
  console.log('stormed', Atomics.load(new Int32Array(shared), 0) > 100)
  process.exit()
}, 1500)
