// `npm run db:new -- <name>`: writes the next migration from what schema.prisma has and the migrations lack.
import { relative } from 'node:path'
import { writeMigration } from '#prisma/write-migration.ts'

const title = process.argv[2]
if (!title || !/^[a-z0-9_-]+$/.test(title)) {
  console.error('Expected a name for the migration, such as: npm run db:new -- add_accounts')
  process.exit(1)
}
const path = await writeMigration(title, new Date())
console.log(
  path
    ? `Written: ${relative(process.cwd(), path)}\nRead it: a renamed column looks like a dropped and an added one.`
    : 'The migrations lack nothing of schema.prisma.',
)
