import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { isDatabaseAway, isWriteConflict } from './database-rules.ts'
import { env } from './env.ts'
import { failure, type Result, success } from './result.ts'

const POOL_SIZE = 10
const CONNECT_TIMEOUT_MS = 2000
const STATEMENT_TIMEOUT_MS = 5000
/** A server that hangs without closing is given up on this side too, a little later than it should have ended the statement. */
const ANSWER_TIMEOUT_MS = 6000
const IDLE_MS = 30_000

/** Seconds after which to ask again when the database was away; for Retry-After. */
export const DATABASE_RETRY_AFTER_SECONDS = 5

/** The database within a transaction, or the client itself: what a store's function needs to take part in either. */
export type Transaction = Prisma.TransactionClient

const kept = globalThis as typeof globalThis & { crumbtrailDatabase?: PrismaClient }

/** The one database client of this process, with a bounded pool; nothing is connected before the first query. */
export function db(): PrismaClient {
  kept.crumbtrailDatabase ??= openDatabase(env().DATABASE_URL)
  return kept.crumbtrailDatabase
}

/** A client of its own for this address, for tests and tools; end it with `$disconnect()`. */
export function openDatabase(connectionString: string): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_MS,
      application_name: 'crumbtrail',
    },
    // An idle connection that breaks is replaced at the next query, where a failure is told to whoever asked.
    { onPoolError: () => undefined, onConnectionError: () => undefined },
  )
  return new PrismaClient({ adapter })
}

/**
 * The value of a read or write, or `database-away` when the database cannot be reached or does not answer in time
 * (a handler then answers 503 with Retry-After). Every other failure is thrown as it was.
 */
export async function orDatabaseAway<Value>(work: () => Promise<Value>): Promise<Result<Value, 'database-away'>> {
  try {
    return success(await work()) as Result<Value, 'database-away'>
  } catch (error) {
    if (isDatabaseAway(error)) return failure('database-away')
    throw error
  }
}

/** Tries a transaction again, at most five times and each time after a longer random pause, while it loses against others (P2034). */
export async function retryOnConflict<Value>(transaction: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (!isWriteConflict(error) || attempt >= 5) throw error
      await delay(Math.random() * 20 * 2 ** attempt)
    }
  }
}
