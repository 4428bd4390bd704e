import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { AgentOrder } from './agent-protocol.ts'

/** As many as have V8 compile what each exchange runs: a run of five requests is a tenth faster than after three rounds. */
const ROUNDS = 30
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: a=b; Path=/\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwarm\r\n0\r\n\r\n'
const REQUEST = Buffer.from('GET / HTTP/1.1\r\nHost: warm.test\r\n\r\n').toString('base64')

/**
 * Has the agent talk to a server of its own before there is anybody else's, by the very orders it will get, so that a run's first exchange is as
 * quick as its last. Leaves nothing open.
 */
export async function warmUp(performLine: (line: string) => Promise<string>): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(RESPONSE))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const perform = (order: AgentOrder): Promise<string> => performLine(JSON.stringify(order))
  for (let round = 0; round < ROUNDS; round += 1) {
    await perform({ kind: 'await-listen', id: 0, port, deadlineMs: 1_000 })
    await perform({ kind: 'exchange', id: 0, port, raw: REQUEST, method: 'GET', deadlineMs: 1_000 })
  }
  server.close()
  await once(server, 'close')
  // Nobody listens any more, as at the begin of a run.
  for (let round = 0; round < ROUNDS; round += 1) await perform({ kind: 'exchange', id: 0, port, raw: REQUEST, method: 'GET', deadlineMs: 1_000 })
}
