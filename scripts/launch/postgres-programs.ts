import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Placement } from './placement.ts'
import { say, Trouble } from './progress.ts'

/** The folder of PostgreSQL's programs, whole and where its user can reach it. */
export function requirePostgresPrograms({ from, to }: Placement['postgresPrograms']): string {
  if (!existsSync(join(from, 'bin', 'postgres'))) {
    throw new Trouble(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}).\nSet DATABASE_URL to a PostgreSQL 15 or newer, and AUTH_SECRET.`,
    )
  }
  completeLinks(from)
  if (from !== to && !existsSync(to)) {
    say('Copying PostgreSQL to where its own user can reach it …')
    const draft = `${to}.${process.pid}`
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(draft, to)
    } catch (error) {
      // Another instance was first; its copy is as good.
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(to)) throw error
    }
  }
  return to
}

/** npm packages hold no symbolic links: the package lists those of its libraries, and its install script, where it ran, made them. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const place = join(dirname(native), target)
    if (!existsSync(place)) symlinkSync(basename(source), place)
  }
}
