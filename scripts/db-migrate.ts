// `npm run db:migrate`: brings the configured database to the newest migration. `npm start` does the same by itself.
import { applyMigrations } from '#prisma/apply-migrations.ts'
import { withDatabase } from './launch/with-database.ts'

await withDatabase(async (url) => {
  const applied = await applyMigrations(url)
  console.log(applied.length === 0 ? 'The database was current.' : `Applied: ${applied.join(', ')}`)
})
