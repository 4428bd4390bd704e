// exploit: makes worlds of built-ins without end: contexts, modules, message channels, broadcast channels, each of which costs the engine more than its program
// part: no
// outcome: exited signal out-of-memory cpu-timeout wall-timeout
// wall: 8000
const vm = require('node:vm')
const { BroadcastChannel, MessageChannel } = require('node:worker_threads')
const kept = []
for (;;) {
  kept.push(vm.createContext({ self: kept }), new MessageChannel(), new BroadcastChannel(`channel ${kept.length}`), vm.runInNewContext('globalThis'))
  kept.push(new vm.Script(`(function () { ${'var a = {};'.repeat(200)} })`, { produceCachedData: true }))
}
