// exploit: ends, spins and throws in a timer that falls due while the clock is moved
// kind: lab
// sites: a.test:3000 b.test:3001
// clock: 2030-01-01T00:00:00Z
// steps: GET a.test/ | wait 7200 | GET a.test/
// outcome: exited cpu-timeout wall-timeout
setTimeout(() => {
  if (process.env.PORT === '3001') process.exit(5)
  for (;;) {}
}, 3_600_000)
require('node:http').createServer((req, res) => res.end('x')).listen(process.env.PORT)
