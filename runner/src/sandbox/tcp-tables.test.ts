import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { listeningPorts, listeningPortsOf, queuedBytes, queuedBytesOf } from './tcp-tables.ts'

describe('listening ports', () => {
  it('are those in state LISTEN, whatever the address', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1',
      '   1: 0100007F:0BB9 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 2',
      '   2: 00000000:FFFF 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 3',
    ].join('\n')
    expect(listeningPorts(table)).toEqual([3000, 65535])
  })

  it('are read from the kernel', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    expect(listeningPortsOf(process.pid)).toContain((server.address() as AddressInfo).port)
    server.close()
    expect(listeningPortsOf(0x7fff_ffff)).toEqual([])
  })
})

describe('queued bytes', () => {
  it('are those that wait to be sent and to be read, of connections alone', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000005 00:00000000 00000000  1000        0 1',
      '   1: 0100007F:0BB9 0100007F:C350 01 00000100:00000000 00:00000000 00000000  1000        0 2',
      '   2: 0100007F:C350 0100007F:0BB9 01 00000000:00000010 00:00000000 00000000  1000        0 3',
      '   3: 0100007F:C351 0100007F:0BB7 02 9A3C5D10:00000000 01:00000000 00000000  1000        0 4',
    ].join('\n')
    expect(queuedBytes(table)).toBe(0x110)
  })

  it('are read from the kernel', async () => {
    const accepted: Socket[] = []
    const server = createServer({ pauseOnConnect: true }, (socket) => accepted.push(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const before = queuedBytesOf(process.pid)
    socket.write(Buffer.alloc(100_000))
    await expect.poll(() => queuedBytesOf(process.pid) - before).toBeGreaterThan(50_000)
    for (const one of [socket, ...accepted]) one.destroy()
    server.close()
    expect(queuedBytesOf(0x7fff_ffff)).toBe(0)
  })
})
