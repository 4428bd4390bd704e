// exploit: closes its half of the connection at once and keeps the other open
// part: no
// kind: lab
// exchange: connection-closed
// outcome: finished
require('node:net').createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}).end()).listen(process.env.PORT)
