// exploit: has its Redis start process after process: saves in the background, rewrites, replicas that are to be fed
// outcome: finished
// says: no process was started
// job: {"services":["redis"]}
const net = require('node:net')
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  const run = (...words) => client.sendCommand(words).catch((error) => error)
  for (let round = 0; round < 200; round += 1) {
    if (!((await run('BGSAVE')) instanceof Error)) console.log('ESCAPED BGSAVE')
    if (!((await run('BGREWRITEAOF')) instanceof Error)) console.log('ESCAPED BGREWRITEAOF')
  }
  for (let index = 0; index < 20; index += 1) net.connect(6379, '127.0.0.1').on('error', () => {}).write('PSYNC ? -1\r\n')
  await new Promise((resolve) => setTimeout(resolve, 500))
  const info = await client.sendCommand(['INFO', 'stats'])
  if (/total_forks:0/.test(info)) console.log('no process was started')
  process.exit()
}
attack()
