// exploit: looks for the agent in its network: scans every port, and signals and traces what processes it can name
// kind: lab
// exchange: none
// outcome: finished
const net = require('node:net')
const http = require('node:http')
const { syscall } = require('./system-call.cjs')
http.createServer(async (req, res) => {
  const own = [Number(process.env.PORT), req.socket.remotePort]
  const tries = Array.from({ length: 600 }, (_, index) => 30000 + index * 50).concat(req.socket.remotePort, [1, 22, 80, 443, 3001, 8080, 9229])
  let open = 0
  for (let at = 0; at < tries.length; at += 50) {
    await Promise.all(tries.slice(at, at + 50).map((port) => new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { if (!own.includes(port) && socket.localPort !== port) open += 1; socket.destroy() })
      socket.on('error', resolve).on('close', resolve)
    })))
  }
  if (open > 0) console.log('ESCAPED', open)
  for (const pid of [2, 3, 4, 5, 6, 7, 8, 9]) {
    try {
      if (pid !== process.pid) process.kill(pid, 0)
    } catch {
      continue
    }
  }
  if (syscall('ptrace', 16, 1, 0, 0) !== 'EPERM') console.log('ESCAPED ptrace')
  res.end('scanned')
}).listen(process.env.PORT)
