// exploit: sets the machine's clock, its time zone and its names
// outcome: finished
// says: tried
const { syscall } = require('./system-call.cjs')
const time = Buffer.alloc(16)
// clock_settime, settimeofday, adjtimex, clock_adjtime, sethostname, setdomainname
const numbers = { x64: [227, 164, 159, 305, 170, 171], arm64: [112, 170, 171, 266, 161, 162] }[process.arch]
for (const number of numbers) {
  for (const first of [0, time]) {
    const answer = syscall(number, first, time, 0)
    if (answer !== 'EPERM') console.log('ESCAPED', number, answer)
  }
}
console.log('tried')
