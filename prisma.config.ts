import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Generating needs no database; the migration scripts connect by themselves.
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
