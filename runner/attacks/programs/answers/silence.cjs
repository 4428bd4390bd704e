// exploit: takes every connection and never says a word, or stops being able to
// part: no
// kind: lab
// exchange: timed-out
// outcome: finished cpu-timeout
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', () => { const until = Date.now() + 2500; while (Date.now() < until) continue })
}).listen(process.env.PORT)
