// exploit: leaves files, links, changed sources and environment for its own next life, which is to begin clean
// kind: lab
// steps: GET /plant | restart | GET /look
// exchange: none
// outcome: finished
// sees: "body":"planted".*"body":"clean"
const fs = require('node:fs')
const look = () => [...fs.readdirSync('/app'), ...fs.readdirSync('/tmp')].filter((name) => !/^(plant-before-a-restart|system-call)\.cjs$/.test(name))
require('node:http').createServer((req, res) => {
  if (req.url === '/look') return res.end(look().join() || (process.env.PLANTED ? 'environment' : 'clean'))
  fs.symlinkSync('/etc', '/app/lib')
  fs.writeFileSync('/tmp/left', 'x')
  fs.writeFileSync('/app/package.json', '{"type":"module"}')
  fs.writeFileSync(__filename, 'process.exit(3)')
  fs.chmodSync('/app', 0o555)
  process.env.PLANTED = 'x'
  res.end('planted')
}).listen(process.env.PORT)
