import { Client } from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { applyMigrations } from './apply-migrations.ts'
import { listMigrationFiles } from './migration-files.ts'
import { diffMigrationsToSchema } from './schema-diff.ts'
import { createTestDatabase } from './test-database.ts'

const names = listMigrationFiles().map(({ name }) => name)

async function emptyDatabase(): Promise<string> {
  const url = await createTestDatabase(inject('testDatabaseUrl'))
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  return url
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const result = await client.query(sql)
  await client.end()
  return result.rows
}

describe('applying migrations', () => {
  it('brings an empty database to the newest, and does nothing the second time', async () => {
    const url = await emptyDatabase()
    expect(await applyMigrations(url)).toEqual(names)
    expect(await applyMigrations(url)).toEqual([])
    const rows = await query(
      url,
      'SELECT migration_name, checksum, finished_at, rolled_back_at, logs, applied_steps_count FROM _prisma_migrations ORDER BY started_at',
    )
    expect(rows).toEqual(
      listMigrationFiles().map(({ name, checksum }) => ({
        migration_name: name,
        checksum,
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      })),
    )
  })

  it('is done once when several start at the same time', async () => {
    const url = await emptyDatabase()
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)])
    expect(applied.flat()).toEqual(names)
  })

  it('stops at a migration that was edited after it had been applied', async () => {
    const url = await emptyDatabase()
    await applyMigrations(url)
    await query(url, "UPDATE _prisma_migrations SET checksum = 'another'")
    await expect(applyMigrations(url)).rejects.toThrow(/was edited after it had been applied/)
  })

  it('stops at one that another tool left half-way', async () => {
    const url = await emptyDatabase()
    await applyMigrations(url)
    await query(url, 'UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(applyMigrations(url)).rejects.toThrow(/did not finish/)
  })
})

describe('the migrations', () => {
  it('give what schema.prisma says', async () => expect(await diffMigrationsToSchema()).toBeNull(), 60_000)
})
