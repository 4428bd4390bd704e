// exploit: puts behind the body what belongs before it: cookies, a length, an address to go to, a status
// kind: lab
// steps: visit / | visit /again
// outcome: finished
// exchange: none
// sees: "body":"real"
// hides: "set-cookie"|"Set-Cookie"|forged=1
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).once('data', (bytes) => {
    const hasCookie = /forged/.test(bytes.toString('latin1'))
    socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Set-Cookie, Location, Content-Length\r\n\r\n4\r\n${hasCookie ? 'ESCA' : 'real'}\r\n0\r\nSet-Cookie: forged=1; Path=/\r\nLocation: /forged\r\nContent-Length: 9\r\n:status: 302\r\n\r\n`)
  })
}).listen(process.env.PORT)
