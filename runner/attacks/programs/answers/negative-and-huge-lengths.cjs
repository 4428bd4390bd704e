// exploit: gives lengths that are negative, fractions, hexadecimal, lists or larger than numbers can be
// kind: lab
// exchange: not-http
// steps: GET /0 | GET /1 | GET /2 | GET /3 | GET /4 | GET /5
// outcome: finished
const lengths = ['-1', '1.5', '0x10', '5, 6', '99999999999999999999', '+5']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (bytes) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${lengths[Number(String(bytes)[5])]}\r\n\r\nhello`))
}).listen(process.env.PORT)
