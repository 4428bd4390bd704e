// exploit: folds header lines, begins the head with a folded line, and ends lines in ways of old
// kind: lab
// exchange: none not-http
// steps: GET /0 | GET /1 | GET /2
// outcome: finished
// hides: \["Set-Cookie","a=b"\]
const heads = ['HTTP/1.1 200 OK\r\nX-A: one\r\n Set-Cookie: a=b\r\n\r\n', 'HTTP/1.1 200 OK\r\n Set-Cookie: a=b\r\n\r\n', 'HTTP/1.1 200 OK\nX-A: b\n\tSet-Cookie: a=b\n\n']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => socket.end(heads[Number(String(bytes)[5])]))
}).listen(process.env.PORT)
