// exploit: listens where only administrators may, and on an address of the host
// outcome: finished
// says: tried
const net = require('node:net')
for (const [port, host] of [[22, '127.0.0.1'], [53, '0.0.0.0'], [80, '::'], [443, '127.0.0.1'], [0, '__HOST_ADDRESS__']]) {
  net.createServer().on('error', (error) => ['EACCES', 'EADDRNOTAVAIL'].includes(error.code) || console.log('ESCAPED', error.code)).listen(port, host, () => console.log('ESCAPED', host, port))
}
setTimeout(() => (console.log('tried'), process.exit(0)), 100)
