// exploit: sends half of its headers, or half of its body, and resets the connection
// kind: lab
// exchange: connection-closed
// steps: GET /head | GET /body
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => {
    socket.write(String(bytes).includes('/head') ? 'HTTP/1.1 200 OK\r\nSet-Co' : 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
    setTimeout(() => socket.resetAndDestroy(), 20)
  })
}).listen(process.env.PORT)
