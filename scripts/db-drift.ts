// Whether the migrations, played into an empty database, give what schema.prisma says.
import { diffMigrationsToSchema } from '#prisma/schema-diff.ts'

const missing = await diffMigrationsToSchema()
if (missing !== null) {
  console.error(`prisma/schema.prisma says more or other than the migrations. Write one with: npm run db:new -- <name>\nIt would hold:\n\n${missing}`)
  process.exit(1)
}
