import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = ['/usr/bin', '/usr/local/bin', '/bin', '/usr/sbin', '/usr/local/sbin']

/**
 * The machine's redis-server; null when it has none. The package that also starts a server at boot is not needed: redis-check-rdb, of Debian's
 * redis-tools, is the same program, which goes by the name that it is called by.
 */
export function findRedis(folders: readonly string[] = FOLDERS): string | null {
  const candidates = ['redis-server', 'redis-check-rdb'].flatMap((name) => folders.map((folder) => join(folder, name)))
  return candidates.find((path) => existsSync(path) && isServer(path)) ?? null
}

/** The scripts that the runner has Redis perform need version 7. */
function isServer(path: string): boolean {
  const { stdout } = spawnSync(path, ['--version'], { argv0: 'redis-server', encoding: 'utf8', env: {}, timeout: 10_000 })
  return /^Redis server v=([7-9]|\d\d)\./.test(stdout ?? '')
}

/** Changes when another program takes its place; `none` without one. */
export function redisStamp(path: string | null): string {
  if (path === null) return 'none'
  const file = realpathSync(path)
  const { size, mtimeMs } = statSync(file)
  return `redis ${file} ${size} ${mtimeMs}`
}
