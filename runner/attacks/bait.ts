import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { runsAsRoot } from '../src/env.ts'

/** What an attacker would like to get at, planted on the host where it is told to look. */
export interface Bait {
  /** Puts the bait's places into a program in place of `__HOST_FILE__`, `__HOST_SECRET__`, `__HOST_PORT__`, `__HOST_ADDRESS__`, `__HOST_PID__`, `__HOST_NAME__`, `__HOST_OWNER__` (as who owns the root is seen inside). */
  fill(source: string): string
  /** What is no longer as it was planted; empty when all of it is untouched. */
  damages(): string[]
  remove(): void
}

/** Plants a file, a port on every address, an abstract and a file-system socket. */
export async function plantBait(folder: string): Promise<Bait> {
  const secret = `bait-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
  mkdirSync(folder, { recursive: true })
  // Open to all, so that only the sandbox stands between a program and it.
  chmodSync(folder, 0o777)
  const file = join(folder, 'host-secret')
  writeFileSync(file, secret, { mode: 0o666 })
  let connections = 0
  const listen = async (where: object): Promise<ReturnType<typeof createServer>> => {
    const server = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where, resolve))
    return server
  }
  const server = await listen({ port: 0, host: '::' })
  const { port } = server.address() as AddressInfo
  const servers = [server, await listen({ path: join(folder, 'host-socket') }), await listen({ path: `\0crumbtrail-bait-${port}` })]
  const address =
    Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .find((entry) => !entry.internal && entry.family === 'IPv4')?.address ?? '127.0.0.1'
  const planted = readdirSync(folder).sort().join()
  const places: Record<string, string> = {
    FILE: file,
    SECRET: secret,
    PORT: String(port),
    ADDRESS: address,
    PID: String(process.pid),
    NAME: hostname(),
    // Without root there is but one user, whom a program is itself.
    OWNER: runsAsRoot() ? '65534' : '1000',
  }
  return {
    fill: (source) => source.replace(/__HOST_([A-Z]+)__/g, (token, name: string) => places[name] ?? token),
    damages: () => [
      ...(readFileSync(file, 'utf8') === secret ? [] : ['the planted file was changed']),
      ...(readdirSync(folder).sort().join() === planted ? [] : ['the planted folder was changed']),
      ...(connections === 0 ? [] : [`${connections} connections reached a planted socket`]),
    ],
    remove: () => {
      for (const one of servers) one.close()
    },
  }
}
