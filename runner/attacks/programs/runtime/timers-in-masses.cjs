// exploit: sets timers by the million, for every millisecond, that set each other anew, beside signals by alarm
// part: no
// outcome: finished out-of-memory cpu-timeout wall-timeout exited signal
// wall: 10000
// says: set
let fired = 0
const again = (delay) => setTimeout(() => {
  fired += 1
  again(delay)
}, delay)
for (let index = 0; index < 200_000; index += 1) again(1 + (index % 50))
for (let index = 0; index < 50_000; index += 1) setInterval(() => (fired += 1), 1 + (index % 1000)).unref()
console.log('set')
setTimeout(() => process.exit(), 2000)
