/** The run beside an attack: tells on stdout whatever reaches it from outside. Its port, socket and files have the names that an attack looks for. */
const dgram = require('node:dgram')
const fs = require('node:fs')
const net = require('node:net')

const notice = (what) => console.log(`touched: ${what}`)
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGALRM']) process.on(signal, () => notice(signal))
fs.writeFileSync('/app/neighbour-secret', 'neighbour')
fs.writeFileSync('/tmp/neighbour-secret', 'neighbour')
net.createServer(() => notice('a port')).listen(3000)
net.createServer(() => notice('an abstract socket')).listen('\0crumbtrail-neighbour')
net.createServer(() => notice('a socket in a folder')).listen('/tmp/neighbour-socket')
const datagrams = dgram
  .createSocket('udp4')
  .on('message', () => notice('a datagram'))
  .bind(3000, '0.0.0.0')
setInterval(() => {
  for (const folder of ['/app', '/tmp']) {
    if (fs.readFileSync(`${folder}/neighbour-secret`, 'utf8') !== 'neighbour') notice(folder)
    if (fs.readdirSync(folder).some((name) => !/^(neighbour.*)$/.test(name))) notice(`a file in ${folder}`)
  }
}, 20)
datagrams.on('listening', () => console.log('watching'))
