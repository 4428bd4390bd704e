// exploit: takes the ports and the abstract names that the host's and a neighbour's services have, to be found in their place
// outcome: finished
// says: took all
// beside: neighbour
const net = require('node:net')
const names = [{ port: Number('__HOST_PORT__') }, { port: 3000 }, { port: 3100 }, { port: 5432 }, { path: '\0crumbtrail-neighbour' }, { path: '\0crumbtrail-bait-__HOST_PORT__' }, { path: '\0/tmp/.X11-unix/X0' }, { path: '/tmp/neighbour-socket' }]
// All of them are free here: this network and these folders are its own, and nobody else comes.
let took = 0
for (const name of names) {
  net.createServer(() => console.log('ESCAPED: somebody came')).on('error', (error) => console.log('ESCAPED: it shares', JSON.stringify(name), error.code)).listen(name, () => {
    took += 1
    if (took === names.length) console.log('took all')
  })
}
setTimeout(() => process.exit(0), 300)
