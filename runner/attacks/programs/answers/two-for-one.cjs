// exploit: answers the next question before it is asked, on the same connection
// kind: lab
// exchange: none
// steps: GET /one | GET /two
// outcome: finished
// sees: "body":"/one".*"body":"/two"
// hides: "body":"early
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => {
    const path = String(bytes).split(' ')[1]
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${path.length}\r\n\r\n${path}HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly`)
  })
}).listen(process.env.PORT)
