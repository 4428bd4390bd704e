import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { listeningPorts, listeningPortsOf } from './listening-ports.ts'

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
