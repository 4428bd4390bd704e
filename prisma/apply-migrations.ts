import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { listMigrationFiles } from './migration-files.ts'

/** The key under which Prisma's own engine locks a database that it migrates. */
const ADVISORY_LOCK = 72_707_369
const WAIT_FOR_OTHERS_MS = 60_000
/** A migration that waits longer for a table would itself hold up everybody behind it. */
const LOCK_TIMEOUT_MS = 2000

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                      VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum                VARCHAR(64) NOT NULL,
  finished_at             TIMESTAMPTZ,
  migration_name          VARCHAR(255) NOT NULL,
  logs                    TEXT,
  rolled_back_at          TIMESTAMPTZ,
  started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`

/**
 * Brings the database to the newest migration and returns the names of those it applied, in order (none: it was current).
 * One caller at a time, each migration in a transaction of its own, recorded as Prisma records it.
 * Throws when a migration that was applied has been edited since, or one failed half-way under another tool.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'crumbtrail-migrate' })
  await client.connect()
  try {
    await client.query(`SET lock_timeout = ${WAIT_FOR_OTHERS_MS}`)
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK])
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`)
    await client.query(TABLE)
    const applied = await findApplied(client)
    const names: string[] = []
    for (const migration of listMigrationFiles()) {
      const checksum = applied.get(migration.name)
      if (checksum === undefined) {
        await applyOne(client, migration)
        names.push(migration.name)
      } else if (checksum !== migration.checksum) {
        throw new Error(
          `The migration ${migration.name} was edited after it had been applied here; expected the file as it was. Write a new migration instead.`,
        )
      }
    }
    return names
  } finally {
    await client.end()
  }
}

async function applyOne(client: Client, migration: { name: string; sql: string; checksum: string }): Promise<void> {
  const startedAt = new Date()
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, $4, clock_timestamp(), 1)',
      [randomUUID(), migration.checksum, migration.name, startedAt],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`The migration ${migration.name} failed and nothing of it was kept: ${(error as Error).message}`, { cause: error })
  }
}

async function findApplied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  )
  const failed = rows.find((row) => !row.finished)
  if (failed)
    throw new Error(`The migration ${failed.name} began under another tool and did not finish; resolve it by hand (prisma migrate resolve).`)
  return new Map(rows.map((row) => [row.name, row.checksum]))
}
