// exploit: listens to every signal that can be listened to and never ends
// outcome: wall-timeout
// wall: 1000
for (const signal of Object.keys(require('node:os').constants.signals)) {
  try {
    process.on(signal, () => {})
  } catch {
    continue
  }
}
process.on('exit', () => { for (;;) {} })
setInterval(() => {}, 1000)
