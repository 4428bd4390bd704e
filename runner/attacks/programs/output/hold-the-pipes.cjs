// exploit: leaves a child behind that holds stdout and stderr open, so that their reader might wait for ever
// outcome: finished
const { spawn } = require('node:child_process')
spawn(process.execPath, ['-e', "setInterval(() => console.log('still here'), 50)"], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref()
setTimeout(() => process.exit(0), 150)
