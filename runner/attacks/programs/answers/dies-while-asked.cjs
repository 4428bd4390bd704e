// exploit: ends by a signal in the middle of an answer
// kind: lab
// exchange: connection-closed
// outcome: signal
require('node:net').createServer((socket) => {
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20))
}).listen(process.env.PORT)
