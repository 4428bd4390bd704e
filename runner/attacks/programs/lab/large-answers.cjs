// exploit: answers every one of forty questions with as much as is kept, in headers and in body
// kind: lab
// job: {"steps":[{"id":"a","type":"request","method":"GET","url":"http://shop.test/"},{"id":"b","type":"request","method":"GET","url":"http://shop.test/"},{"id":"c","type":"request","method":"GET","url":"http://shop.test/"},{"id":"d","type":"request","method":"GET","url":"http://shop.test/"},{"id":"e","type":"request","method":"GET","url":"http://shop.test/"},{"id":"f","type":"request","method":"GET","url":"http://shop.test/"},{"id":"g","type":"request","method":"GET","url":"http://shop.test/"},{"id":"h","type":"request","method":"GET","url":"http://shop.test/"}]}
// exchange: none
// outcome: finished
// sees: "cut":true
const { createServer } = require('node:net')
const head = `HTTP/1.1 200 OK\r\n${Array.from({ length: 150 }, (_, index) => `X-${index}: ${'\u00ff'.repeat(90)}\r\n`).join('')}Content-Length: 3000000\r\n\r\n`
createServer((socket) => {
  socket.on('error', () => {})
  socket.write(Buffer.from(head, 'latin1'))
  socket.end(Buffer.alloc(3_000_000, '"\\'))
}).listen(process.env.PORT)
