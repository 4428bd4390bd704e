// exploit: makes every restart as costly as can be: children, full folders, ignored signals, and ends itself while it is restarted
// part: no
// kind: lab
// steps: GET / | restart | GET / | restart | GET / | restart | GET / | restart
// outcome: finished out-of-memory cpu-timeout wall-timeout exited no-server signal
const { spawn } = require('node:child_process')
const fs = require('node:fs')
process.on('SIGTERM', () => {})
fs.writeFileSync('/tmp/full', Buffer.alloc(12 << 20, 1))
for (let child = 0; child < 3; child += 1) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref()
require('node:http').createServer((req, res) => res.end('x'.repeat(100_000))).listen(process.env.PORT)
