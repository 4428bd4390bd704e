// exploit: says over its clock's pipe that every move is done, that others are, and what is no answer at all
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 60 | GET / | wait 60 | GET /
// exchange: none
// outcome: finished
const fs = require('node:fs')
const lines = ['{"id":1}', '{"id":2}', '{"id":-1}', '{"id":1e999}', '{"id":null}', 'null', '[]', '{"id":1,"__proto__":{"id":9}}', '{'.repeat(500), '{"kind":"exchanged","id":1}', '\0', '"\\ud800"']
require('node:http').createServer((req, res) => {
  for (const line of lines) {
    try {
      fs.writeSync(3, `${line}\n`)
    } catch (error) {
      console.log(error.code)
    }
  }
  res.end('x')
}).listen(process.env.PORT)
