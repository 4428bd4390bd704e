// exploit: listens until it is found, then closes, so that whoever asks is left alone
// kind: lab
// steps: GET / | GET / | GET /
// exchange: not-listening connection-closed timed-out
// outcome: finished exited
const server = require('node:net').createServer((socket) => {
  socket.on('error', () => {}).destroy()
  server.close()
})
server.listen(process.env.PORT)
setInterval(() => {}, 1000)
