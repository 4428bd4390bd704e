import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder } from './migration-files.ts'
import { diffMigrationsToSchema } from './schema-diff.ts'

/** Writes a migration from what the migrations lack of schema.prisma; null when they lack nothing. Returns its path. */
export async function writeMigration(title: string, now: Date): Promise<string | null> {
  const sql = await diffMigrationsToSchema()
  if (sql === null) return null
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder(), `${time}_${title.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`)
  mkdirSync(folder)
  const path = join(folder, 'migration.sql')
  writeFileSync(path, sql)
  return path
}
