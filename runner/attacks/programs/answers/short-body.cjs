// exploit: promises more than it sends and hangs up
// kind: lab
// exchange: connection-closed
// outcome: finished
// sees: "body":"only this"
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nonly this'))
}).listen(process.env.PORT)
