import { readFileSync } from 'node:fs'

/** The kernel's number for a socket that listens. */
const LISTENING = '0A'

/** TCP ports on which something listens in the network of a process, sorted. None when the process is gone. */
export function listeningPortsOf(pid: number): number[] {
  const tables = ['tcp', 'tcp6'].map((name) => readTable(`/proc/${pid}/net/${name}`))
  return [...new Set(tables.flatMap(listeningPorts))].sort((a, b) => a - b)
}

/** Ports from the text of `/proc/…/net/tcp`: the local address is the second column, its state the fourth. */
export function listeningPorts(table: string): number[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/ +/))
    .filter((columns) => columns[3] === LISTENING)
    .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16))
    .filter((port) => !Number.isNaN(port))
}

function readTable(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EINVAL', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
