// exploit: begins a line to its clock's pipe that never ends, so that whoever waits for its end keeps all of it
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 60 | GET /
// exchange: none
// outcome: finished
// says: nobody listens
const fs = require('node:fs')
require('node:http').createServer((req, res) => res.end('x')).listen(process.env.PORT)
const bytes = Buffer.alloc(1 << 16, 'x')
for (let written = 0; ; ) {
  try {
    written += fs.writeSync(3, bytes)
    if (written > 1 << 26) {
      console.log('ESCAPED', written, 'bytes were taken')
      break
    }
  } catch (error) {
    if (error.code === 'EAGAIN') continue
    console.log('nobody listens', error.code)
    break
  }
}
