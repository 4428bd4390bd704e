// exploit: reaches ports of the host and of the world by every address it can think of, over TCP and UDP
// outcome: finished
const net = require('node:net')
const dgram = require('node:dgram')
const addresses = ['127.0.0.1', '::1', '0.0.0.0', '__HOST_ADDRESS__', '10.0.0.1', '169.254.169.254', '172.17.0.1', '192.168.0.1', '8.8.8.8', 'fe80::1', '2001:4860:4860::8888', '::ffff:127.0.0.1']
let open = addresses.length
for (const host of addresses) {
  const socket = net.connect({ host, port: Number('__HOST_PORT__'), timeout: 400 })
  socket.on('connect', () => console.log('ESCAPED', host))
  socket.on('timeout', () => socket.destroy())
  socket.on('error', () => {})
  socket.on('close', () => (open -= 1))
}
for (const host of ['127.0.0.1', '__HOST_ADDRESS__', '8.8.8.8']) {
  const socket = dgram.createSocket('udp4')
  socket.on('error', () => socket.close())
  socket.send('x', 53, host, () => setTimeout(() => socket.close(), 100))
  socket.on('message', () => console.log('ESCAPED udp', host))
}
fetch('http://__HOST_ADDRESS__:__HOST_PORT__/', { signal: AbortSignal.timeout(500) }).then(() => console.log('ESCAPED fetch'), () => {})
