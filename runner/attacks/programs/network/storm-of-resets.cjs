// exploit: resets connections to itself without end, half of them while they are still being taken, and with data that nobody read
// part: no
// kind: lab
// steps: GET / | GET / | GET /
// outcome: finished cpu-timeout wall-timeout
// exchange: none timed-out not-listening connection-closed
const net = require('node:net')
const target = net.createServer((socket) => socket.on('error', () => {}).resetAndDestroy()).listen(0, '127.0.0.1', () => {
  const storm = () => {
    const socket = net.connect(target.address().port, '127.0.0.1')
    socket.on('error', () => {}).on('close', () => setImmediate(storm))
    socket.write(Buffer.alloc(1 << 16))
    if (Math.random() < 0.5) socket.resetAndDestroy()
    else socket.on('connect', () => socket.resetAndDestroy())
  }
  for (let index = 0; index < 30; index += 1) storm()
})
require('node:http').createServer((req, res) => setTimeout(() => res.end('x'), 300)).listen(process.env.PORT)
