import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { EXCHANGE_LIMITS } from '../limits.ts'
import { connectTo, exchangeOver } from './exchange.ts'

const ROUNDS = 3
const REQUEST = Buffer.from('GET / HTTP/1.1\r\nHost: warm.test\r\n\r\n')
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwarm\r\n0\r\n\r\n'

/** Has the agent talk to itself before there is anybody else, so that a run's first exchange is as quick as the next. Leaves nothing open. */
export async function warmUp(): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(RESPONSE))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  for (let round = 0; round < ROUNDS; round += 1) {
    const deadline = performance.now() + 1_000
    const socket = await connectTo(port, deadline)
    if (socket) await exchangeOver(socket, REQUEST, 'GET', deadline, EXCHANGE_LIMITS)
  }
  server.close()
  await once(server, 'close')
}
