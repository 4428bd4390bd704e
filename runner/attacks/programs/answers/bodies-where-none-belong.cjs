// exploit: sends bodies after answers that have none, to be taken for the next answer
// kind: lab
// exchange: none
// steps: HEAD / | GET /204 | GET /304 | GET /200
// outcome: finished
// status: 200
// hides: "body":"stray
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => {
    const status = / \/(\d{3}) /.exec(String(bytes))?.[1] ?? '200'
    socket.write(`HTTP/1.1 ${status} OK\r\nContent-Length: 5\r\n\r\n${status === '200' && !String(bytes).startsWith('HEAD') ? 'right' : 'stray'}`)
  })
}).listen(process.env.PORT)
