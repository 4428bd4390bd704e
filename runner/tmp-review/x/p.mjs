import { createServer } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'

const server = createServer((req, res) => res.end(`cart of ${req.headers.host}`))
server.listen(0, '127.0.0.1')
await once(server, 'listening')

const send = async (text) => {
  const socket = connect(server.address().port, '127.0.0.1')
  socket.end(text)
  let response = ''
  for await (const chunk of socket) response += chunk
  return response.split('\r\n')[0]
}

console.log(await send('GET /cart HTTP/1.1\r\nHost: outlet.test\r\n\r\n'))
console.log(await send('GET /cart HTTP/1.1\r\n\r\n'))
server.close()
