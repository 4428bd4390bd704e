// exploit: sets cookies that would break out of the request in which they are sent back
// kind: lab
// exchange: none connection-closed timed-out
// steps: GET /set | GET /tell <0
// outcome: finished
// sees: "body":"[^"]*Cookie: 
// hides: \\r\\n(Injected|__proto__|Domain)
const cookies = ['a=b\u000bInjected: yes', 'c=d; Domain=evil.test; Path=/', '__proto__=x', 'constructor=y', '=nameless', 'novalue', `long=${'x'.repeat(5000)}`, '__Host-a=b; Domain=shop.test', 'e="f; g"', '  spaced  =  out  ', 'é=\u00ff', 'a=again', 'f=g,h=i', ';;;', 'b=%0d%0aInjected: yes']
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    if (!text.includes('\r\n\r\n')) return
    const body = text.startsWith('GET /tell') ? text : ''
    const head = body ? '' : cookies.map((cookie) => `Set-Cookie: ${cookie}\r\n`).join('')
    socket.end(Buffer.from(`HTTP/1.1 200 OK\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`, 'latin1'))
  })
}).listen(process.env.PORT)
