import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(process.cwd(), 'prisma', 'migrations')

/** A migration as it stands in the repository. */
export type MigrationFile = { name: string; sql: string; checksum: string }

/** Every migration in the order in which it is applied (folder names begin with the time they were written). */
export function listMigrationFiles(folder = FOLDER): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    })
}

/** Where migrations are kept. */
export function migrationsFolder(): string {
  return FOLDER
}
