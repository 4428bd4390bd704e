import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CLOCK_PROGRAM } from '../clock/clock-protocol.ts'
import { SERVICES, type ServiceName } from '../services/service-rules.ts'

/** What a learner's program may import, under these names. */
export const LEARNER_PACKAGES = [
  ...['express', 'cookie-parser', 'express-session', 'cookie', 'cookie-signature', 'jsonwebtoken', 'jose'],
  // Loaded ahead only for who asks for the service.
  ...SERVICES.redis.packages,
] as const

/** Paths inside the prepared root, as a sandbox sees them. */
export const ROOT_PATHS = {
  node: '/bin/node',
  prlimit: '/bin/prlimit',
  redis: '/bin/redis-server',
  teller: '/crumbtrail/end',
  boot: '/crumbtrail/boot.cjs',
  agent: '/crumbtrail/agent.cjs',
  clock: CLOCK_PROGRAM,
  packages: '/node_modules',
} as const

/** The files beside the root's folders that tell what it was made of, and from which programs of the machine its services were copied. */
export const STAMP_FILE = 'stamp'
export const SERVICES_FILE = 'services'

/** The services that a root holds: a root without them is as good for every run that asks for none. */
export const servicesOfRoot = (rootFolder: string): ServiceName[] => (existsSync(join(rootFolder, ROOT_PATHS.redis)) ? ['redis'] : [])

const runnerFolder = fileURLToPath(new URL('../..', import.meta.url))
/** Our own code that goes into the root, or decides what does. */
const OWN_SOURCES = ['src/boot', 'src/agent', 'src/clock', 'scripts']
const OWN_FILES = ['src/limits.ts', 'src/sandbox/prepared-root.ts', 'src/services/service-rules.ts']

/**
 * What a root made now would be made of, as one hash: Node itself, the machine, the versions of every bundled package with all it
 * depends on, and our own sources. A root with another stamp is out of date.
 */
export function expectedStamp(): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch} ${process.execPath}\n`)
  for (const line of lockedVersions()) hash.update(`${line}\n`)
  const sources = OWN_SOURCES.flatMap((folder) => readdirSync(join(runnerFolder, folder)).map((name) => `${folder}/${name}`))
  for (const path of [...sources, ...OWN_FILES].filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()) {
    hash.update(path).update(readFileSync(join(runnerFolder, path)))
  }
  return hash.digest('hex')
}

/** A root's stamp; null when there is none, so no finished root either. */
export function readStamp(rootFolder: string): string | null {
  const file = join(rootFolder, STAMP_FILE)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

interface LockedPackage {
  version?: string
  dependencies?: Record<string, string>
}

/** `name@version` of the learners' packages and of everything below them, by the lockfile. */
function lockedVersions(): string[] {
  const lock = JSON.parse(readFileSync(join(runnerFolder, '../package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> }
  const seen = new Set<string>()
  const visit = (name: string, from: string): void => {
    const place = findUpwards(lock.packages, name, from)
    if (!place) throw new Error(`the lockfile holds no ${name}; run npm install`)
    if (seen.has(place)) return
    seen.add(place)
    for (const dependency of Object.keys(lock.packages[place]?.dependencies ?? {})) visit(dependency, place)
  }
  for (const name of [...LEARNER_PACKAGES, 'esbuild']) visit(name, 'runner')
  return [...seen].sort().map((place) => `${place}@${lock.packages[place]?.version ?? ''}`)
}

/** Node's own search: the folder's `node_modules`, then its parent's. */
function findUpwards(packages: Record<string, LockedPackage>, name: string, from: string): string | null {
  const candidate = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (packages[candidate]) return candidate
  return from === '' ? null : findUpwards(packages, name, from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '')
}
