// exploit: rewires every built-in it can reach, in case something trusted runs beside it
// outcome: exited signal finished
for (const target of [Object.prototype, Array.prototype, String.prototype, Function.prototype, Promise.prototype]) {
  for (const name of ['toString', 'then', 'call', 'map', 'type', 'outcome', 'constructor']) {
    try {
      Object.defineProperty(target, name, { get: () => { throw new Error('tampered') }, set: () => {}, configurable: true })
    } catch {
      continue
    }
  }
}
JSON.stringify = () => '{"type":"end","outcome":"finished"}'
process.stdout.write = () => true
process.exit = () => {}
process.reallyExit = () => {}
