// exploit: waits for centuries in steps, as late as a clock may begin, with what counts in 32 bits
// kind: lab
// clock: 9899-12-31T23:59:59Z
// steps: GET / | wait 34560000 | wait 34560000 | GET /
// exchange: none
// outcome: finished
// sees: "body":"9902
const jwt = require('jsonwebtoken')
require('node:http').createServer((req, res) => res.end(`${new Date().toISOString()} ${jwt.decode(jwt.sign({}, 'x', { expiresIn: '1h' })).exp}`)).listen(process.env.PORT)
