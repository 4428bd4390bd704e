// exploit: names headers with blanks, nothing and control characters, of which some readers make another header
// kind: lab
// exchange: not-http
// steps: GET /0 | GET /1 | GET /2 | GET /3
// outcome: finished
const names = ['Content-Length : 5', ': empty', 'X\u0001Y: a', 'Set Cookie: a']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => socket.end(`HTTP/1.1 200 OK\r\n${names[Number(String(bytes)[5])]}\r\n\r\nhello`))
}).listen(process.env.PORT)
