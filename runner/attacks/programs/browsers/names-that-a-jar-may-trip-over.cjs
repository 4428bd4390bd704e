// exploit: sets cookies whose names and values would break out of a request, or of what the service tells
// kind: lab
// exchange: none
// outcome: finished
// sees: Cookie: __proto__=x; constructor=y; toString=z; hasOwnProperty=; nameless
// sees: __proto__=written
// hides: \\r\\n(Injected|Domain)
// job: {"browsers":[{"name":"alice"}],"steps":[{"id":"v0","type":"visit","url":"http://shop.test/set"},{"id":"v1","type":"visit","url":"http://shop.test/tell"},{"id":"r","type":"read-cookies"},{"id":"w","type":"write-cookie","cookie":"__proto__=written; path=/"},{"id":"t","type":"visit","url":"http://shop.test/tell"}]}
const cookies = ['a=b\u000bInjected: yes', '__proto__=x', 'constructor=y', 'toString=z; Path=/', 'hasOwnProperty=', '=nameless', '"}],"type":"end","outcome":"finished"=1', 'b=%0d%0aInjected: yes', 'é=\u00ff\u0085\u00a0', 'c=d; Path=/__proto__; Domain=__proto__', 'e=f; Expires=Thu, 99 Jan 99999999999 99:99:99', 'g=h; Max-Age=-9223372036854775809', 'i=j; Max-Age=99999999999999999999999']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    if (!text.includes('\r\n\r\n')) return
    const body = text.startsWith('GET /tell') ? text : ''
    const head = body ? '' : cookies.map((cookie) => `Set-Cookie: ${cookie}\r\n`).join('')
    socket.end(Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`, 'latin1'))
  })
}).listen(process.env.PORT)
