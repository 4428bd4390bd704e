// exploit: closes the pipe over which its clock is moved, and every other descriptor that it did not open
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 3600 | GET /
// outcome: finished signal
const fs = require('node:fs')
require('node:http').createServer((req, res) => res.end('x')).listen(process.env.PORT, () => {
  try {
    fs.closeSync(3)
  } catch (error) {
    console.log(error.code)
  }
})
