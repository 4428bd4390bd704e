import { inject } from 'vitest'
import { createTestDatabase } from './test-database.ts'

/**
 * Gives this test file a fresh, migrated database of its own: `await takeTestDatabase()` at its top, and `db()` leads there.
 * Also sets the secrets that the settings demand. Returns the database's address.
 */
export async function takeTestDatabase(): Promise<string> {
  const url = await createTestDatabase(inject('testDatabaseUrl'))
  process.env.DATABASE_URL = url
  process.env.AUTH_SECRET ??= 'only-for-tests-0123456789-abcdefgh'
  process.env.RUNNER_SECRET ??= 'only-for-tests-0123456789-hgfedcba'
  return url
}
