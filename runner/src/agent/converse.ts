import type { Socket } from 'node:net'

/** What came back, and why no more did: null when the other side closed the connection after it. */
export interface Conversation {
  bytes: Buffer
  failure: 'timed-out' | 'too-long' | 'connection-closed' | null
}

/**
 * Sends bytes and reads until the other side closes. Always settles by the deadline (a moment of `performance.now()`), whatever the other
 * side does, and keeps no more than so many bytes. The connection is used once.
 */
export function converseOver(socket: Socket, raw: Buffer, deadline: number, bytesMax: number): Promise<Conversation> {
  const parts: Buffer[] = []
  let length = 0
  let ended = false
  return new Promise((resolve) => {
    const settle = (failure: Conversation['failure']): void => {
      clearTimeout(timer)
      socket.removeAllListeners('data')
      socket.removeAllListeners('close')
      socket.destroy()
      resolve({ bytes: Buffer.concat(parts), failure })
    }
    const timer = setTimeout(() => settle('timed-out'), Math.max(deadline - performance.now(), 0))
    socket.on('data', (bytes: Buffer) => {
      if (performance.now() >= deadline) return settle('timed-out')
      if (length + bytes.length > bytesMax) return settle('too-long')
      length += bytes.length
      parts.push(bytes)
    })
    socket.once('end', () => {
      ended = true
    })
    socket.once('close', () => settle(ended ? null : 'connection-closed'))
    socket.write(raw)
    socket.resume()
  })
}
