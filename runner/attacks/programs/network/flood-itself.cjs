// exploit: floods the loopback with datagrams that nobody reads, so that the kernel has to hold or drop them
// outcome: finished cpu-timeout
// says: sent
const dgram = require('node:dgram')
const target = dgram.createSocket('udp4')
target.bind(0, '127.0.0.1', () => {
  const { port } = target.address()
  target.removeAllListeners('message')
  const until = Date.now() + 500
  const datagram = Buffer.alloc(60_000)
  const sender = dgram.createSocket('udp4').on('error', () => {})
  let sent = 0
  const more = () => {
    for (let index = 0; index < 50; index += 1) sender.send(datagram, port, '127.0.0.1', () => (sent += 1))
    if (Date.now() < until) setImmediate(more)
    else process.exit(console.log(sent > 50 ? 'sent' : 'too slow') ?? 0)
  }
  more()
})
