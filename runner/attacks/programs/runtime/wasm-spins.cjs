// exploit: loops for ever in WebAssembly, in the start function and in threads, where the engine asks nobody whether to go on
// part: no
// outcome: cpu-timeout wall-timeout
// wall: 8000
const { Worker } = require('node:worker_threads')
// (module (func $f (loop br 0)) (start $f))
const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]
for (let index = 0; index < 3; index += 1) new Worker(`new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([${bytes}])))`, { eval: true })
new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)))
