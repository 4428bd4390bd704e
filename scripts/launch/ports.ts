import { createServer } from 'node:net'
import { Trouble } from './progress.ts'

/** Stops with a clear message when the port cannot be listened on; checked before any long work begins. */
export async function requireFreePort(name: 'PORT' | 'RUNNER_PORT', port: number, hosts: readonly string[]): Promise<void> {
  for (const host of hosts) {
    const code = await tryToListen(port, host)
    if (code === 'EADDRINUSE') {
      throw new Trouble(
        `Port ${port} is taken by another program.\nStop that program, or choose another port, for example: ${name}=${port + 10} npm start`,
      )
    }
    if (code === 'EACCES')
      throw new Trouble(
        `Port ${port} is not open to this user.\nChoose one above 1023, for example: ${name}=${name === 'PORT' ? 3000 : 3100} npm start`,
      )
  }
}

/** A port of loopback that is free now: the wished one if it can be. */
export async function findFreePort(wished = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => (wished === 0 ? reject(error) : resolve(findFreePort())))
    server.listen({ port: wished, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Why it cannot be listened on; null when it can, or when this machine lacks the address (no IPv6). */
async function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? error.code : null))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}
