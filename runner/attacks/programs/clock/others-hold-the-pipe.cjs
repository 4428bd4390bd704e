// exploit: hands the pipe of its clock to children and has them answer moves that they did not make, before and after a restart
// kind: lab
// clock: 2030-01-01T00:00:00Z
// steps: GET / | wait 60 | restart | wait 60 | GET /
// outcome: finished signal exited
const { spawn } = require('node:child_process')
const program = `const fs = require('node:fs'); setInterval(() => { try { const bytes = Buffer.alloc(4096); const count = fs.readSync(0, bytes); for (let id = 0; id < 20; id += 1) fs.writeSync(0, JSON.stringify({ id, nextMs: 0 }) + '\\n') } catch {} }, 1)`
require('node:http').createServer((req, res) => res.end(String(Date.now()))).listen(process.env.PORT, () => {
  for (let index = 0; index < 2; index += 1) spawn(process.execPath, ['-e', program], { stdio: [3, 'ignore', 'ignore'], detached: true, env: {} }).on('error', () => {})
})
