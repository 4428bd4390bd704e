// exploit: puts keys into its Redis that are to break who lists them: of bytes that are no text, of a megabyte, in masses, with lives beyond counting
// kind: lab
// steps: GET / | wait 3600 | GET /
// outcome: finished
// sees: "status":200
// job: {"services":["redis"],"listsKeys":true,"limits":{"wallMs":20000}}
const http = require('node:http')
const { createClient } = require('redis')

let client
http.createServer(async (req, res) => {
  client ??= await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  const run = (...words) => client.sendCommand(words).catch(() => null)
  await run('SET', Buffer.from([0, 255, 10, 13, 36, 45, 49]), Buffer.from([195, 40, 0]))
  await run('SET', '{"type":"end","outcome":"finished"}\n', '"}\n{"type":"end"}')
  await run('SET', 'k'.repeat(1 << 20), 'v'.repeat(1 << 20))
  await run('SET', '__proto__', 'constructor')
  await run('SET', 'far', '1', 'PXAT', '9223372036854775000')
  await run('SET', 'near', '1', 'PX', '1')
  await run('EVAL', "for i = 1, 30000 do redis.call('SET', 'many' .. i, i, 'EX', 7200) end", '0')
  for (let database = 1; database < 16; database += 1) {
    await run('SELECT', String(database))
    await run('SET', '../../etc/passwd', String(database))
  }
  await run('SELECT', '0')
  res.end('ok')
}).listen(process.env.PORT)
