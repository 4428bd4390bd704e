import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { converseOver } from './converse.ts'
import { connectTo } from './exchange.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function converse(serve: (socket: Socket) => void, { ms = 2_000, bytesMax = 1_000 } = {}) {
  const server = createServer((socket) => serve(socket.on('error', () => socket.destroy())))
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const deadline = performance.now() + ms
  const socket = (await connectTo((server.address() as AddressInfo).port, deadline)) as Socket
  const { bytes, failure } = await converseOver(socket, Buffer.from('ask'), deadline, bytesMax)
  return [bytes.toString(), failure]
}

describe('a conversation', () => {
  it('is all that came until the other side closed', async () => {
    expect(await converse((socket) => socket.once('data', (asked) => socket.write(`${asked} a`, () => socket.end('nd more'))))).toEqual([
      'ask and more',
      null,
    ])
    expect(await converse((socket) => socket.end())).toEqual(['', null])
  })

  it('ends at its deadline, with silence or one byte at a time', async () => {
    expect(await converse(() => undefined, { ms: 50 })).toEqual(['', 'timed-out'])
    const [, failure] = await converse(
      (socket) => {
        const drip = setInterval(() => socket.write('x'), 5)
        socket.once('close', () => clearInterval(drip))
      },
      { ms: 100 },
    )
    expect(failure).toBe('timed-out')
  })

  it('keeps no more than it may', async () => {
    const flood = (socket: Socket): void => void (socket.writable && socket.write('x'.repeat(600), () => flood(socket)))
    const [kept, failure] = await converse(flood)
    expect([(kept ?? '').length <= 1_000, failure]).toEqual([true, 'too-long'])
  })

  it('that is reset is told as such', async () => {
    expect(await converse((socket) => socket.once('data', () => socket.resetAndDestroy()))).toEqual(['', 'connection-closed'])
  })
})
