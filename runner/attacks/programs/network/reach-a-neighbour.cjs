// exploit: reaches the run beside it: its port over TCP and UDP, its abstract socket, its socket in a folder, by scanning every port
// outcome: finished
// says: knocked
// beside: neighbour
const dgram = require('node:dgram')
const net = require('node:net')
const knock = (where) => new Promise((resolve) => net.connect(where, () => (console.log('ESCAPED', JSON.stringify(where)), resolve())).on('error', resolve).on('close', resolve))
const udp = dgram.createSocket('udp4').on('error', () => {})
for (let last = 1; last < 20; last += 1) udp.send('x', 3000, `127.0.0.${last}`, () => {})
const known = ['127.0.0.1', '127.0.0.2', '::1', 'localhost', '10.0.2.2', '__HOST_ADDRESS__'].map((host) => ({ host, port: 3000, timeout: 300 }))
const paths = ['\0crumbtrail-neighbour', '/tmp/neighbour-socket', '\0crumbtrail-clock-2-', '\0crumbtrail-clock-3-'].map((path) => ({ path }))
const all = async () => {
  await Promise.all([...known, ...paths].map(knock))
  for (let port = 1; port < 6000; port += 100) await Promise.all(Array.from({ length: 100 }, (_, index) => knock({ port: port + index, host: '127.0.0.1' })))
  console.log('knocked')
  process.exit(0)
}
all()
