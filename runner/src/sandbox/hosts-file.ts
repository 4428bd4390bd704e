import { closeSync, fchmodSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A sandbox's `/etc/hosts`: the names are known only when a run takes a place that was booted before. */
export interface HostsFile {
  path: string
  /** Takes the path away: what is mounted in a sandbox stays, and nothing is left of a runner that is killed. */
  unlink(): void
  /** Lets these names lead to the loopback of the sandbox's network. Called once. */
  name(hosts: string[]): void
  close(): void
}

/** Makes the file in a folder that the sandbox's user can reach. Inside it is mounted read-only. */
export function createHostsFile(folder: string, fileName: string): HostsFile {
  const path = join(folder, fileName)
  const descriptor = openSync(path, 'wx', 0o644)
  // Whatever the umask: the sandbox's user is nobody here.
  fchmodSync(descriptor, 0o644)
  let isOpen = true
  writeSync(descriptor, '127.0.0.1 localhost')
  return {
    path,
    unlink: () => rmSync(path, { force: true }),
    name: (hosts) => {
      if (isOpen) writeSync(descriptor, `${hosts.map((host) => ` ${host}`).join('')}\n`)
    },
    close: () => {
      if (isOpen) closeSync(descriptor)
      isOpen = false
      rmSync(path, { force: true })
    },
  }
}
