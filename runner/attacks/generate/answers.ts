import type { Random } from './random.ts'

const STATUS_LINES = [
  'HTTP/1.1 200 OK',
  'HTTP/1.0 200',
  'HTTP/1.1 204 None',
  'HTTP/1.1 101 Switching Protocols',
  'HTTP/1.1 100 Continue',
  'HTTP/1.1 999 x',
  'HTTP/2 200',
  'ICY 200 OK',
  'HTTP/1.1  200 OK',
  'HTTP/1.1 301 Moved',
] as const
const HEADERS = [
  'Content-Length: 5',
  'Content-Length: 0',
  'Content-Length: 99999999',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked, identity',
  'Connection: close',
  'Set-Cookie: sid=1; Path=/; HttpOnly',
  'Set-Cookie: __Host-a=b; Domain=x.test',
  'Set-Cookie: \u0001\u00ff=\u0080;;;=',
  'Set-Cookie:',
  'Content-Encoding: gzip',
  'Location: http://127.0.0.1:1/',
  ' folded: yes',
  'No colon here',
  'X-A: \t \t',
] as const
const BODIES = [
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  'fffffffffff\r\nx',
  '0;a=b\r\nX: y\r\n\r\n',
  '-1\r\n',
  '',
  'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  '\0'.repeat(1000),
  '1\r\nx\r\n'.repeat(3000),
] as const

/** A server that answers with bytes nobody promised to be HTTP, in portions and with pauses of its own choosing; as the source of a program. */
export function hostileServer(random: Random): string {
  const answers = Array.from({ length: 1 + random.below(4) }, () => answerBytes(random).toString('base64'))
  const portion = random.pick([1, 7, 100, 65_536, 65_536])
  const pauseMs = random.pick([0, 0, 0, 1, 20])
  const end = random.pick(['end()', 'end()', 'resetAndDestroy()', 'pause()', 'resume()'])
  return `const answers = ${JSON.stringify(answers)}.map((answer) => Buffer.from(answer, 'base64'))
let asked = 0
require('node:net').createServer({ allowHalfOpen: ${random.chance(0.3)} }, (socket) => {
  const bytes = answers[asked++ % answers.length]
  let at = 0
  const more = () => {
    if (socket.destroyed) return
    if (at >= bytes.length) return socket.${end}
    socket.write(bytes.subarray(at, at += ${portion}))
    ${pauseMs === 0 ? 'setImmediate(more)' : `setTimeout(more, ${pauseMs})`}
  }
  socket.on('error', () => {}).${random.chance(0.8) ? "once('data', more)" : 'resume(), more()'}
}).listen(process.env.PORT)`
}

function answerBytes(random: Random): Buffer {
  const line = random.pick(['\r\n', '\r\n', '\r\n', '\n', '\r'])
  const head = [random.pick(STATUS_LINES), ...random.some(HEADERS, random.below(8))].join(line)
  const whole = Buffer.from(`${head}${line}${line}${random.pick(BODIES)}`.repeat(random.chance(0.2) ? 1 + random.below(200) : 1), 'latin1')
  // A few bytes are turned, cut or put in, as a fuzzer would.
  for (let turn = random.below(4); turn > 0 && whole.length > 0; turn -= 1) whole[random.below(whole.length)] = random.below(256)
  return random.chance(0.2) ? Buffer.concat([whole.subarray(0, random.below(whole.length)), random.bytes(random.below(300))]) : whole
}
