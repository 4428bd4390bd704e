// exploit: one site looks into the other's folder, signals its processes and takes its secrets; only the network is theirs together
// kind: lab
// sites: shop.test:3000 bank.test:4000
// steps: GET bank.test/ | GET /attack | GET bank.test/
// exchange: none
// outcome: finished
// sees: "body":"bank 1".*"body":"tried".*"body":"bank 2"
const fs = require('node:fs')
const http = require('node:http')
let visits = 0
if (process.env.PORT === '4000') {
  fs.writeFileSync('/app/secret', 'of the bank')
  fs.writeFileSync('/tmp/secret', 'of the bank')
  process.on('SIGUSR2', () => console.log('ESCAPED: a signal came'))
}
http.createServer((req, res) => {
  if (req.url !== '/attack') return res.end(`bank ${(visits += 1)}`)
  for (const path of ['/app/secret', '/tmp/secret']) if (fs.existsSync(path)) console.log('ESCAPED', path)
  try {
    process.kill(-1, 'SIGUSR2')
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes(error.code)) console.log('ESCAPED', error.code)
  }
  res.end('tried')
}).listen(process.env.PORT)
