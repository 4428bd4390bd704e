// exploit: answers with bytes that are no HTTP
// kind: lab
// exchange: not-http
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.end(Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256)))
}).listen(process.env.PORT)
