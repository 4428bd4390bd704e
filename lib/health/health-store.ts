import 'server-only'
import { db } from '#lib/db.ts'

/** Names of the migrations that are applied, in no order. Throws when the database is away. */
export async function listAppliedMigrations(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  return rows.map(({ name }) => name)
}
