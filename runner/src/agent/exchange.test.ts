import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { EXCHANGE_LIMITS } from '../limits.ts'
import { connectTo, exchangeOver } from './exchange.ts'

const servers: Server[] = []
const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** A server that does as it is told with each connection; gives its port. */
async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => socket.destroy())
    onConnection(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function exchange(port: number, deadlineMs = 400) {
  const started = performance.now()
  const socket = await connectTo(port, started + deadlineMs)
  if (!socket) return null
  const result = await exchangeOver(socket, Buffer.from('GET / HTTP/1.1\r\nHost: a.test\r\n\r\n'), 'GET', started + deadlineMs, EXCHANGE_LIMITS)
  return { ...result, tookMs: performance.now() - started }
}

describe('an exchange', () => {
  it('sends the bytes and gives the response', async () => {
    const port = await serve((socket) =>
      socket.once('data', (bytes) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`)),
    )
    const result = await exchange(port)
    expect(result).toMatchObject({ failure: null, response: { status: 200 } })
    expect(result?.response?.body.toString()).toBe('GET / HTTP/1.1\r\nHost: a.test\r\n\r\n')
  })

  it('finds no server where none listens', async () => {
    const port = await serve(() => undefined)
    servers.pop()?.close()
    expect(await exchange(port)).toBeNull()
  })

  it.each([
    ['says nothing', () => undefined, 'timed-out'],
    ['closes without a word', (socket: Socket) => socket.end(), 'connection-closed'],
    ['resets the connection', (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 20), 'connection-closed'],
    ['speaks HTTP/0.9', (socket: Socket) => socket.write('<p>hello'), 'not-http'],
    ['sends headers for ever', (socket: Socket) => flood(socket, 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'.repeat(1000)), 'headers-too-large'],
    ['promises more than it sends', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfew'), 'connection-closed'],
  ] as const)('settles when the server %s', async (_what, act, failure) => {
    const port = await serve(act)
    expect((await exchange(port, failure === 'timed-out' ? 200 : 5_000))?.failure).toBe(failure)
  })

  it('ends at its deadline although a byte comes now and then', async () => {
    const port = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      const timer = setInterval(() => socket.write('.'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const result = await exchange(port, 300)
    expect(result).toMatchObject({ failure: 'timed-out', response: { status: 200 } })
    expect(result?.tookMs).toBeLessThan(1500)
    expect(result?.response?.body.length).toBeGreaterThan(0)
  })

  it('cuts an endless body and does not read it for ever', async () => {
    const port = await serve((socket) => flood(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(10_000)))
    const result = await exchange(port, 5_000)
    expect(result).toMatchObject({ failure: null, response: { cut: true } })
    expect(result?.response?.body.length).toBe(EXCHANGE_LIMITS.bodyBytesMax)
  })
})

/** Writes as fast as the other side takes it, until it goes. */
function flood(socket: Socket, first: string, rest: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(rest));
  }
  socket.on('drain', more)
  socket.write(first)
  more()
}
