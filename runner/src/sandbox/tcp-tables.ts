import { readFileSync } from 'node:fs'

/** The kernel's number for a socket that listens. */
const LISTENING = '0A'
/** For one that has asked for a connection. It is listed before the kernel has set from where it counts, and may seem to hold gigabytes then. */
const CONNECTING = '02'

/** TCP ports on which something listens in the network of a process, sorted. None when the process is gone. */
export function listeningPortsOf(pid: number): number[] {
  return [...new Set(tablesOf(pid).flatMap(listeningPorts))].sort((a, b) => a - b)
}

/** What the kernel holds of written and unread bytes for all TCP connections in the network of a process. 0 when the process is gone. */
export const queuedBytesOf = (pid: number): number => tablesOf(pid).reduce((sum, table) => sum + queuedBytes(table), 0)

/** Bytes from the text of `/proc/…/net/tcp`: the fifth column holds what waits to be sent and to be read, in hexadecimal. Of a socket that listens it counts connections. */
export function queuedBytes(table: string): number {
  return rowsOf(table)
    .filter((columns) => columns[3] !== LISTENING && columns[3] !== CONNECTING)
    .flatMap((columns) => columns[4]?.split(':') ?? [])
    .reduce((sum, bytes) => sum + (Number.parseInt(bytes, 16) || 0), 0)
}

/** Ports from the text of `/proc/…/net/tcp`: the local address is the second column, its state the fourth. */
export function listeningPorts(table: string): number[] {
  return rowsOf(table)
    .filter((columns) => columns[3] === LISTENING)
    .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16))
    .filter((port) => !Number.isNaN(port))
}

const tablesOf = (pid: number): string[] => ['tcp', 'tcp6'].map((name) => readTable(`/proc/${pid}/net/${name}`))

const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/ +/))

function readTable(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EINVAL', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
