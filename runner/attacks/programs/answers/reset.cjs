// exploit: resets every connection as soon as the request is there
// kind: lab
// exchange: connection-closed
// outcome: finished
require('node:net').createServer((socket) => socket.on('error', () => {}).once('data', () => socket.resetAndDestroy())).listen(process.env.PORT)
