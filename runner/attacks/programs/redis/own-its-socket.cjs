// exploit: takes, replaces, removes and fills the folder of its Redis's socket, by itself and by what its Redis can be made to do while it is started anew
// kind: lab
// steps: GET / | stop redis | GET / | start redis | GET /
// outcome: finished
// sees: "body":"held"
// exchange: none
// job: {"services":["redis"]}
const fs = require('node:fs')
const net = require('node:net')
const { dirname } = require('node:path')
const { createClient } = require('redis')

const socket = process.env.REDIS_SOCKET
const folder = dirname(socket)
net.createServer().on('error', () => {}).listen('/tmp/own.sock')
const WAYS = [
  () => fs.writeFileSync(`${folder}/file`, 'x'),
  () => fs.mkdirSync(`${folder}/deeper`),
  () => fs.symlinkSync('__HOST_FILE__', `${folder}/link`),
  () => fs.linkSync(socket, `${folder}/again`),
  () => fs.linkSync(socket, '/tmp/again'),
  () => fs.renameSync(socket, `${folder}/moved`),
  () => fs.renameSync('/tmp/own.sock', socket),
  () => fs.unlinkSync(socket),
  () => fs.rmdirSync(folder),
  () => fs.chmodSync(folder, 0o777),
  () => fs.chmodSync(socket, 0o777),
  () => fs.chownSync(folder, 1000, 1000),
  () => fs.utimesSync(socket, 1, 1),
  () => fs.writeFileSync(socket, 'x'),
]

function tryAll() {
  for (const way of WAYS) {
    try {
      way()
      console.log('ESCAPED', String(way))
    } catch (error) {
      if (!['EROFS', 'EXDEV', 'EPERM', 'EBUSY', 'ENOENT', 'ENXIO'].includes(error.code)) console.log('ESCAPED with', error.code, String(way))
    }
  }
  net.createServer().on('error', () => {}).listen(`${folder}/mine`, () => console.log('ESCAPED listens there'))
}

require('node:http')
  .createServer(async (req, res) => {
    tryAll()
    const client = createClient({ socket: { path: socket, reconnectStrategy: false } }).on('error', () => {})
    const connected = await client.connect().catch(() => null)
    for (const words of connected ? [['CONFIG', 'SET', 'dir', folder], ['CONFIG', 'SET', 'unixsocket', `${folder}/more`], ['CONFIG', 'SET', 'unixsocketperm', '777'], ['CONFIG', 'SET', 'appendonly', 'yes'], ['SAVE'], ['BGSAVE']] : []) {
      const answer = await client.sendCommand(words).catch((error) => error)
      if (!(answer instanceof Error) && words[2] !== 'appendonly') console.log('ESCAPED', ...words)
    }
    if (connected) client.destroy()
    if (fs.readdirSync(folder).join() !== 'redis.sock') console.log('ESCAPED', fs.readdirSync(folder))
    res.end('held')
  })
  .listen(process.env.PORT)
setInterval(tryAll, 3)
