// exploit: keeps the turn by promises that beget promises, so that no timer, signal handler or stream of its own is ever served
// part: no
// outcome: cpu-timeout wall-timeout
// wall: 1200
process.on('SIGTERM', () => {})
const again = () => Promise.resolve().then(again)
again()
process.nextTick(function next() { process.nextTick(next) })
