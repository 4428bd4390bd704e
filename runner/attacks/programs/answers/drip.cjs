// exploit: answers one byte at a time, so that no idle time passes
// kind: lab
// exchange: timed-out
// outcome: finished
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  const text = `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'.'.repeat(5000)}`
  let at = 0
  setInterval(() => socket.write(text[at++] ?? '.'), 40)
}).listen(process.env.PORT)
