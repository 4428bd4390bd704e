import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OtherUser } from './placement.ts'
import { commandOf, isAlive, isGoneWithin, sendSignal } from './processes.ts'
import { say, Trouble } from './progress.ts'

export const DATABASE_OWNER = 'crumbtrail'

/** Makes the data folder of an embedded PostgreSQL unless it is there. Aside and renamed, so that it is whole or absent. */
export function ensureCluster(folder: string, programs: string, user: OtherUser | null, password: string): void {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    requireSameVersion(folder, programs)
    return
  }
  const draft = `${folder}.new`
  const passwordFile = `${folder}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
  const result = spawnSync(
    join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${DATABASE_OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ],
    { encoding: 'utf8', cwd: '/', env: { LC_MESSAGES: 'C', TZ: 'UTC', NODE_ENV: 'production' }, ...user },
  )
  rmSync(passwordFile, { force: true })
  if (result.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Trouble(`The embedded database could not be made in ${folder}:\n${(result.stderr || result.error?.message || '').trim()}`)
  }
  renameSync(draft, folder)
}

/**
 * Ends what an earlier launcher, killed outright, may have left on this folder: a postmaster that still runs is asked to shut
 * down; a pid file that now names some other program's process is removed.
 */
export async function endOrphan(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return
  if (!commandOf(pid).includes(folder)) {
    rmSync(pidFile, { force: true })
    return
  }
  say('A database server of an earlier run is still there; shutting it down …')
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!sendSignal(pid, signal) || (await isGoneWithin(pid, waitMs))) return
  }
  throw new Trouble(`The database server of an earlier run (process ${pid}) does not end. End it and try again.`)
}

function requireSameVersion(folder: string, programs: string): void {
  const kept = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const offered = /(\d+)/.exec(spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).stdout ?? '')?.[1]
  if (offered && offered !== kept) {
    throw new Trouble(
      `The data in ${folder} was written by PostgreSQL ${kept}, and the embedded one is now ${offered}.\nDump it with the older version and restore it, or move the folder away to begin anew.`,
    )
  }
}
