// exploit: sends one header of a megabyte
// part: no
// kind: lab
// exchange: headers-too-large
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write(`HTTP/1.1 200 OK\r\nSet-Cookie: a=${'b'.repeat(1 << 20)}\r\n\r\n`)
}).listen(process.env.PORT)
