// exploit: writes to both streams from many processes at once, one character at a time
// outcome: output-cut
const { spawn } = require('node:child_process')
for (let i = 0; i < 3; i += 1) spawn(process.execPath, ['-e', "for (;;) { process.stdout.write('\\n'); process.stderr.write('\\n') }"], { stdio: 'inherit' })
for (;;) console.error('')
