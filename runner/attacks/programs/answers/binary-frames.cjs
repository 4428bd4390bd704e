// exploit: answers in the frames of another version of the protocol
// part: no
// kind: lab
// exchange: not-http
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.end(Buffer.from('00000604000000000000030000006400000401000000000000000108', 'hex'))
}).listen(process.env.PORT)
