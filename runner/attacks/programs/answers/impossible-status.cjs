// exploit: answers with status lines that no reader expects: numbers too small, too large, not there, in other scripts
// kind: lab
// exchange: not-http
// steps: GET /0 | GET /1 | GET /2 | GET /3 | GET /4 | GET /5
// outcome: finished
const lines = ['HTTP/1.1 000 zero', 'HTTP/1.1 2000 many', 'HTTP/1.1 -200 less', 'HTTP/1.1', 'HTTP/1.1 2e2 OK', 'HTTP/1.7 200 OK']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => socket.end(`${lines[Number(String(bytes)[5])]}\r\nContent-Length: 0\r\n\r\n`))
}).listen(process.env.PORT)
