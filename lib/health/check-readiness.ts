import 'server-only'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { orDatabaseAway } from '#lib/db.ts'
import { isShuttingDown } from '#lib/http/shutdown-state.ts'
import { runnerStatus } from '#lib/playground/runner-client.ts'
import { listAppliedMigrations } from './health-store.ts'
import { judgeReadiness, migrationsState, type Readiness } from './readiness-rules.ts'

const KEPT_MS = 1000

let kept: { at: number; readiness: Promise<Readiness> } | undefined

/** Whether this process can do its work now, at most a second old, so that probes cost nothing. Never throws. */
export function checkReadiness(now = Date.now()): Promise<Readiness> {
  if (isShuttingDown()) return Promise.resolve({ status: 'shutting-down', checks: null })
  if (!kept || now - kept.at >= KEPT_MS) kept = { at: now, readiness: look() }
  return kept.readiness
}

async function look(): Promise<Readiness> {
  const [applied, runner] = await Promise.all([orDatabaseAway(listAppliedMigrations).catch(() => null), runnerStatus()])
  if (applied && !applied.ok) return judgeReadiness({ database: 'away', migrations: 'unknown', runner: runner.state })
  // A database that answers with an error (no table of migrations) is there, and was never migrated.
  const migrations = applied ? migrationsState(await expectedMigrations(), applied.value) : 'pending'
  return judgeReadiness({ database: 'ok', migrations, runner: runner.state })
}

async function expectedMigrations(): Promise<string[]> {
  const entries = await readdir(join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}
