// exploit: answers as soon as somebody connects, before any request was sent
// kind: lab
// exchange: none connection-closed
// steps: GET /one | GET /two
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno')
  setTimeout(() => socket.end(), 5)
}).listen(process.env.PORT)
