// `npm run db:seed`: writes the ids of the course into the register of the configured database. `npm start` does the same by itself.
import { withDatabase } from './launch/with-database.ts'

await withDatabase(async (url) => {
  process.env.DATABASE_URL = url
  await import('#prisma/seed.ts')
  console.log('The register holds the course.')
})
