// exploit: sets timers of a millisecond and waits for years, so that billions would fall due
// part: no
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 30000000 | GET /
// outcome: finished cpu-timeout wall-timeout
let fired = 0
for (let index = 0; index < 100; index += 1) setInterval(() => (fired += 1), 1)
require('node:http').createServer((req, res) => res.end(String(fired))).listen(process.env.PORT)
