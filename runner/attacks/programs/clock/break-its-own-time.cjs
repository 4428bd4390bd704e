// exploit: replaces Date, timers, promises and the clock's own module while the clock is used
// part: no
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 3600 | GET / | wait 3600 | GET /
// outcome: finished exited
const answer = (req, res) => res.end('x')
require('node:http').createServer(answer).listen(process.env.PORT, () => {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'performance']) Object.defineProperty(globalThis, name, { get: () => () => 0, configurable: true })
  Date.now = () => Number.NaN
  Map.prototype.get = () => undefined
  JSON.parse = () => ({ id: 1, advanceMs: -1e15 })
  Promise.prototype.then = function () { return this }
})
