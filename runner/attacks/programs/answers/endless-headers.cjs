// exploit: answers with headers that never end
// kind: lab
// exchange: headers-too-large timed-out
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\n')
  const more = () => { while (!socket.destroyed && socket.write(`X-More: ${'y'.repeat(1000)}\r\n`)) continue }
  socket.on('drain', more)
  more()
}).listen(process.env.PORT)
