// exploit: opens files, pipes and sockets without end, and fills the sockets' buffers
// outcome: finished exited
const fs = require('node:fs')
const net = require('node:net')
let opened = 0
try {
  for (;;) {
    fs.openSync('/dev/null')
    opened += 1
  }
} catch (error) {
  if (error.code !== 'EMFILE' || opened > 256) console.log('ESCAPED', opened, error.code)
}
const server = net.createServer((socket) => socket.on('error', () => {})).on('error', () => process.exit(0)).listen(0, () => {
  for (let i = 0; i < 500; i += 1) net.connect(server.address().port).on('error', () => {}).write(Buffer.alloc(1 << 16))
})
setTimeout(() => process.exit(0), 500)
