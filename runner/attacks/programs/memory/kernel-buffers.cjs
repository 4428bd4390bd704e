// exploit: has the kernel hold its memory: sockets, pipes and datagrams that are written and never read
// outcome: finished out-of-memory wall-timeout cpu-timeout
// wall: 3000
const { spawn } = require('node:child_process')
const net = require('node:net')
const full = Buffer.alloc(1 << 20, 1)
for (let child = 0; child < 4; child += 1) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'] }).stdio.forEach((pipe) => pipe?.writable && pipe.on('error', () => {}).write(full))
const server = net.createServer({ pauseOnConnect: true }, (socket) => socket.on('error', () => {}).write(full)).listen('/tmp/full', () => {
  for (let index = 0; index < 60; index += 1) net.connect('/tmp/full').on('error', () => {}).pause().write(full)
})
server.on('error', () => {})
setTimeout(() => process.exit(0), 800)
