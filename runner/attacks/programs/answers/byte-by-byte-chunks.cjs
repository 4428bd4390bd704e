// exploit: sends each byte in a chunk of its own, megabytes of framing for kilobytes of body
// kind: lab
// exchange: none timed-out
// outcome: finished
// sees: "cut":true
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(200_000)}0\r\n\r\n`)
}).listen(process.env.PORT)
