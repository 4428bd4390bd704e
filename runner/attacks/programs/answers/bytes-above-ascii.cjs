// exploit: writes heads in bytes that are no ASCII and no UTF-8: names, values, reasons, addresses, cookies, and line breaks of other scripts
// kind: lab
// steps: visit / | visit /again | GET /
// outcome: finished
// sees: "status":200
const headOf = (more) => Buffer.concat([
  Buffer.from(`HTTP/1.1 200 \xff\xfe\x85\u2028\r\nContent-Length: 1\r\nSet-Cookie: a=\xff\xc0\x80\xed\xa0\x80\x85; Path=/\r\nSet-Cookie: \xe2\x80\xa8=\xe2\x80\xa9; Path=/\r\n${more}X-Text: \x80\x81\x0c\x1c\r\nContent-Type: text/html; charset=\xff\r\n\r\n`, 'latin1'),
  Buffer.from([0xff]),
])
require('node:net').createServer((socket) => socket.on('error', () => {}).once('data', (bytes) => socket.end(headOf(bytes.includes('again') ? 'X-\xc3\xa4: \xc3\x28\r\n' : '')))).listen(process.env.PORT)
