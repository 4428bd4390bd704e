// exploit: sends thousands of the shortest headers, which fit where few long ones would
// kind: lab
// exchange: headers-too-large
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 200 OK\r\n${'a:\r\n'.repeat(3000)}\r\n`)
}).listen(process.env.PORT)
