/**
 * Makes the read-only root that every sandbox sees: Node, its libraries, the learners' packages, and nothing that a
 * program could find of use. `node runner/scripts/build-root.ts <folder>`; does nothing when the folder is up to date.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { expectedStamp, LEARNER_PACKAGES, ROOT_PATHS, readStamp, SERVICES_FILE, STAMP_FILE } from '../src/sandbox/prepared-root.ts'
import { SOCKET_FOLDER } from '../src/services/service-rules.ts'
import { bundlePackage } from './bundle-packages.ts'
import { endTeller } from './end-teller.ts'
import { findRedis, redisStamp } from './find-redis.ts'

/**
 * Makes the root in this folder unless it is up to date; tells whether it had to. The folder is replaced as a whole. Of two builds
 * at once the second waits for the first.
 */
export async function buildRoot(folder: string): Promise<'built' | 'up-to-date'> {
  const target = resolve(folder)
  const stamp = expectedStamp()
  if (isUpToDate(target, stamp, redisStamp(findRedis()))) return 'up-to-date'
  const release = await lock(`${target}.lock`)
  try {
    return await build(target, stamp)
  } finally {
    release()
  }
}

const isUpToDate = (target: string, stamp: string, services: string): boolean =>
  readStamp(target) === stamp && existsSync(join(target, SERVICES_FILE)) && readFileSync(join(target, SERVICES_FILE), 'utf8').trim() === services

async function build(target: string, stamp: string): Promise<'built' | 'up-to-date'> {
  const redis = findRedis()
  if (isUpToDate(target, stamp, redisStamp(redis))) return 'up-to-date'
  if (existsSync(target) && readStamp(target) === null && readdirSync(target).length > 0) {
    throw new Error(`${target} is not empty and holds no runner root; expected an empty or a missing folder`)
  }
  removeLeftovers(target)
  const aside = `${target}.building-${process.pid}`
  mkdirSync(aside, { recursive: true })
  for (const path of ['/dev/null', '/dev/urandom', '/etc/hosts']) place(aside, path, '')
  for (const path of ['/app', '/tmp', SOCKET_FOLDER]) mkdirSync(join(aside, path), { recursive: true })
  place(aside, '/etc/passwd', 'learner:x:1000:1000:learner:/app:/bin/false\n')
  place(aside, '/etc/group', 'learner:x:1000:\n')
  place(aside, '/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n')
  copyProgram(aside, process.execPath, ROOT_PATHS.node)
  copyProgram(aside, findProgram('prlimit'), ROOT_PATHS.prlimit)
  place(aside, ROOT_PATHS.teller, endTeller())
  chmodSync(join(aside, ROOT_PATHS.teller), 0o755)
  if (redis) copyProgram(aside, redis, ROOT_PATHS.redis)
  for (const name of LEARNER_PACKAGES) await bundlePackage(name, join(aside, ROOT_PATHS.packages))
  await bundleOwn('boot/boot-main.ts', join(aside, ROOT_PATHS.boot))
  await bundleOwn('agent/agent-main.ts', join(aside, ROOT_PATHS.agent))
  await bundleOwn('clock/clock-main.ts', join(aside, ROOT_PATHS.clock))
  openToAll(aside)
  place(aside, SERVICES_FILE, `${redisStamp(redis)}\n`)
  place(aside, STAMP_FILE, `${stamp}\n`)
  const former = `${target}.former-${process.pid}`
  if (existsSync(target)) renameSync(target, former)
  renameSync(aside, target)
  rmSync(former, { recursive: true, force: true })
  return 'built'
}

/** Waits until nobody else holds the lock file; takes over that of a process that is gone. Gives what releases it. */
async function lock(file: string): Promise<() => void> {
  mkdirSync(dirname(file), { recursive: true })
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isAbandoned(file)) rmSync(file, { force: true })
    await new Promise((resume) => setTimeout(resume, 50))
  }
}

/** Whether the process that wrote a lock is gone, or never came to write its number. */
function isAbandoned(file: string): boolean {
  try {
    const owner = readFileSync(file, 'utf8').trim()
    return owner === '' ? Date.now() - statSync(file).mtimeMs > 5_000 : !existsSync(`/proc/${owner}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

function place(root: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

/** Copies a program and the libraries that the loader says it needs, each to the path where the loader will look. */
function copyProgram(root: string, from: string, to: string): void {
  copy(from, join(root, to))
  chmodSync(join(root, to), 0o755)
  const listed = execFileSync('ldd', [from], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } })
  for (const [, path = ''] of listed.matchAll(/(?:=>\s+|^\s+)(\/\S+)\s+\(0x/gm)) {
    copy(path, join(root, path))
    chmodSync(join(root, path), 0o755)
  }
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(realpathSync(from), to, constants.COPYFILE_FICLONE)
}

function findProgram(name: string): string {
  const found = ['/usr/bin', '/bin', '/usr/sbin'].map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (!found) throw new Error(`found no ${name}; install the package util-linux`)
  return found
}

async function bundleOwn(source: string, outfile: string): Promise<void> {
  const entry = fileURLToPath(new URL(`../src/${source}`, import.meta.url))
  await bundle({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'error' })
}

/** The sandbox's user is nobody here: everything must be readable to all, whatever the umask. */
function openToAll(path: string): void {
  const entry = statSync(path)
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
}

/** What a build that was ended half-way left beside the folder. */
function removeLeftovers(target: string): void {
  if (!existsSync(dirname(target))) return
  for (const name of readdirSync(dirname(target))) {
    const owner = name.startsWith(`${basename(target)}.`) ? /\.(?:building|former)-(\d+)$/.exec(name)?.[1] : undefined
    if (owner && !existsSync(`/proc/${owner}`)) rmSync(join(dirname(target), name), { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const [, , folder] = process.argv
  if (!folder) throw new Error('expected the folder to make the root in: node runner/scripts/build-root.ts <folder>')
  const started = performance.now()
  const done = await buildRoot(folder)
  process.stdout.write(
    `runner root ${resolve(folder)}: ${done === 'built' ? `built in ${((performance.now() - started) / 1000).toFixed(1)} s` : 'up to date'}\n`,
  )
}
