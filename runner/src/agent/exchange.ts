import { connect, type Socket } from 'node:net'
import type { ExchangeFailure } from './agent-protocol.ts'
import { createResponseReader, type KeptBytes, type ReaderBounds, type ReadResponse } from './response-reader.ts'

export interface ExchangeResult {
  response: ReadResponse | null
  partial: KeptBytes | null
  failure: ExchangeFailure | null
}

/** Where a server of the run may listen: `listen('localhost')` may choose either. */
const LOOPBACK = ['127.0.0.1', '::1'] as const

/**
 * Connects to a port of this network, IPv4 first. Null when nothing accepts on either address, or at the deadline
 * (a moment of `performance.now()`). The socket comes paused, with no listener but one that ignores errors.
 */
export async function connectTo(port: number, deadline: number): Promise<Socket | null> {
  for (const host of LOOPBACK) {
    const socket = await new Promise<Socket | null>((resolve) => {
      const attempt = connect({ port, host, allowHalfOpen: false })
      const timer = setTimeout(() => attempt.destroy(), Math.max(deadline - performance.now(), 0))
      attempt.on('error', () => attempt.destroy())
      attempt.once('close', () => {
        clearTimeout(timer)
        resolve(null)
      })
      attempt.once('connect', () => {
        clearTimeout(timer)
        attempt.removeAllListeners('close')
        resolve(attempt.pause())
      })
    })
    if (socket) return socket
  }
  return null
}

/**
 * Sends bytes over a connection and reads one response. Always settles by the deadline (a moment of
 * `performance.now()`), whatever the server does: nothing at all, one byte at a time, for ever, a reset. The connection is used once.
 */
export function exchangeOver(socket: Socket, raw: Buffer, method: string, deadline: number, bounds: ReaderBounds): Promise<ExchangeResult> {
  const reader = createResponseReader(method, bounds)
  return new Promise((resolve) => {
    const settle = (failure: ExchangeFailure | null): void => {
      clearTimeout(timer)
      socket.removeAllListeners('data')
      socket.removeAllListeners('close')
      socket.destroy()
      resolve({ response: reader.response(), partial: reader.partial(), failure })
    }
    const finish = (end: ReturnType<typeof reader.close>): void => settle(end === 'complete' ? null : end)
    const timer = setTimeout(() => settle('timed-out'), Math.max(deadline - performance.now(), 0))
    socket.on('data', (bytes: Buffer) => {
      // Timers wait while data keeps coming; the deadline does not.
      if (performance.now() >= deadline) return settle('timed-out')
      const end = reader.push(bytes)
      if (end) finish(end)
    })
    socket.on('error', () => socket.destroy())
    let ended = false
    socket.once('end', () => {
      ended = true
    })
    socket.once('close', () => finish(ended ? reader.close() : 'connection-closed'))
    socket.write(raw)
    socket.resume()
  })
}
