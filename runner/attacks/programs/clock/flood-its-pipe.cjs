// exploit: writes into its clock's pipe as fast as it can, with and without line breaks, to fill the runner's memory
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 60 | GET /
// outcome: finished cpu-timeout wall-timeout
const fs = require('node:fs')
const { Worker } = require('node:worker_threads')
for (const text of ['x', '\\n', '{\\"id\\":1}\\n']) new Worker(`const fs = require('node:fs'); const bytes = Buffer.from("${text}".repeat(20000)); const until = Date.now() + 1500; while (Date.now() < until) { try { fs.writeSync(3, bytes) } catch {} }`, { eval: true })
require('node:http').createServer((req, res) => res.end('x')).listen(process.env.PORT)
