import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
/** Longer than proxies keep theirs, so that they never send on a connection that we are closing. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000
const HEADER_BYTES_MAX = 16 * 1024

/** A server that ends slow senders, and answers what it cannot parse with the headers of every other answer. */
export function boundedServer(listener: RequestListener, headers: Record<string, string>): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
      connectionsCheckingInterval: 2000,
    },
    listener,
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request'
    const lines = Object.entries({ ...headers, 'Content-Security-Policy': "default-src 'none'", 'Content-Length': '0', Connection: 'close' })
    socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
  })
  return server
}

/** Listens on the first address and, where this machine has them, on the others. Throws when the first cannot be had. */
export async function listenOn(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? resolve(false) : reject(error),
    )
    server.listen({ port, host }, () => resolve(true))
  })
}

/** Takes no more connections, lets what is under way finish within the time, then closes the rest. */
export async function closeGracefully(servers: readonly Server[], withinMs: number): Promise<void> {
  const closed = Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeIdleConnections()
        }),
    ),
  )
  // A connection that is kept alive becomes idle only after its answer; so idle ones are closed again and again.
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections()
  }, 100)
  await Promise.race([closed, delay(withinMs, undefined, { ref: false })])
  clearInterval(sweep)
  for (const server of servers) server.closeAllConnections()
}
