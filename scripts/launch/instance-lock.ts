import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSameProcess, startOfProcess } from './processes.ts'
import { Trouble } from './progress.ts'

type Owner = { pid: number; startedAt: string }

/**
 * Makes this process the one owner of the data folder, until `release`. A second instance is told so and ends; a lock whose
 * process is gone (its pid is free or belongs to a process with another start) is taken over.
 */
export function takeInstanceLock(dataDir: string): { tookOver: boolean; release: () => void } {
  const path = join(dataDir, 'instance.lock')
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOfProcess(process.pid) ?? '' } satisfies Owner)
  const draft = `${path}.${process.pid}`
  try {
    makeFolder(dataDir)
    writeFileSync(draft, mine, { mode: 0o644 })
  } catch (error) {
    throw new Trouble(`DATA_DIR: expected a folder that can be made and written; ${(error as Error).message}`)
  }
  try {
    // A hard link is made whole or not at all, and not over an existing file.
    for (let attempt = 0; attempt < 5; attempt++) {
      if (linked(draft, path)) return { tookOver: attempt > 0, release: () => releaseOwn(path, mine) }
      const found = read(path)
      const owner = found && parseOwner(found)
      if (owner && isSameProcess(owner.pid, owner.startedAt))
        throw new Trouble(
          `Crumbtrail is already running on ${dataDir} (process ${owner.pid}).\nUse that one, or stop it first; a second one needs its own DATA_DIR, PORT and RUNNER_PORT.`,
        )
      if (found !== null) setAside(path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new Trouble(`${path} could not be taken: others keep taking it.`)
}

/** A folder and those above it. `mkdirSync` would try for ever where the one above takes no folders, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o755 })
  } catch (error) {
    // Another instance may make the same one at this moment.
    if (!existsSync(path)) throw error
  }
}

/** The process that owns the data folder now, or null. */
export function findInstance(dataDir: string): number | null {
  const owner = parseOwner(read(join(dataDir, 'instance.lock')) ?? '')
  return owner && isSameProcess(owner.pid, owner.startedAt) ? owner.pid : null
}

/** Removes the stale lock that was read, and nothing that somebody else put in its place since. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  if (read(aside) !== stale) linked(aside, path)
  rmSync(aside, { force: true })
}

function releaseOwn(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true })
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function parseOwner(text: string): Owner | null {
  const match = /^\{"pid":(\d+),"startedAt":"([^"]*)"\}$/.exec(text)
  return match ? { pid: Number(match[1]), startedAt: match[2] ?? '' } : null
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
