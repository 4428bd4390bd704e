// exploit: listens on every port it can, the right one not among them
// kind: lab
// outcome: no-server
const net = require('node:net')
for (let port = 2000; port < 2100; port += 1) net.createServer().on('error', () => {}).listen(port)
