import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identity } from './identity.ts'

/** Where the programs of a place find the unix sockets of its services. */
export interface SocketFolder {
  /** Nobody in a sandbox can write to it. */
  path: string
  /** A folder that only the service can write to, for as long as it starts. */
  makeRoom(socketName: string, owner: Identity | null): StartingSocket
  /** When everything of the place is gone: takes away both kinds of folder. The kernel takes milliseconds for what was mounted. */
  remove(): Promise<void>
}

/** The socket of a service that starts. */
export interface StartingSocket {
  path: string
  /** Moves the socket to where programs find it, in place of a former one, and removes the folder in which it was made: the service still has that mounted, and can make nothing in it any more. False when it made no socket. */
  offer(): boolean
}

/** Makes the folder in one that the sandbox's user can reach. A socket stays the same wherever it is moved, so two sandboxes need no folder in common that one of them can write to. */
export function createSocketFolder(folder: string, folderName: string): SocketFolder {
  const path = join(folder, folderName)
  const rooms: string[] = []
  mkdirSync(path)
  // Whatever the umask: the sandbox's user is nobody here.
  chmodSync(path, 0o755)
  return {
    path,
    makeRoom: (socketName, owner) => {
      const room = `${path}-${rooms.length}`
      rooms.push(room)
      mkdirSync(room, { mode: 0o700 })
      if (owner) chownSync(room, owner.uid, owner.gid)
      return {
        path: room,
        offer: () => {
          const made = join(room, socketName)
          const isSocket = lstatSync(made, { throwIfNoEntry: false })?.isSocket() === true
          if (isSocket) renameSync(made, join(path, socketName))
          rmSync(room, { recursive: true, force: true })
          return isSocket
        },
      }
    },
    remove: async () => {
      await Promise.all([path, ...rooms].map((one) => rm(one, { recursive: true, force: true })))
    },
  }
}
