// A throw-away embedded PostgreSQL for tests. Vitest's globalSetup starts it once and provides its address; each test file
// that asks gets a migrated database of its own, copied from a template.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareEmbeddedPostgres } from '#scripts/launch/embedded-postgres.ts'
import { placeThings } from '#scripts/launch/placement.ts'
import { supervise } from '#scripts/launch/supervise.ts'
import { applyMigrations } from './apply-migrations.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabaseUrl: string
  }
}

/** Vitest's globalSetup: the server is up while tests run, and its folder is gone afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestPostgres()
  project.provide('testDatabaseUrl', server.url)
  return server.end
}

/** The server alone, with its migrated template; for tools that run outside Vitest. */
export async function startTestPostgres(): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'crumbtrail-test-'))
  chmodSync(folder, 0o755)
  const placement = placeThings(folder)
  const postgres = await prepareEmbeddedPostgres(placement, { durable: false })
  const supervised = await supervise('The test database', postgres.start, { killSignal: 'SIGQUIT' })
  await applyMigrations(postgres.url)
  const end = async () => {
    await supervised.stop(5000)
    for (const path of [placement.openDir, folder]) rmSync(path, { recursive: true, force: true })
  }
  return { url: postgres.url, end }
}

/** A fresh migrated database on the test server and its address. It goes away with the server. */
export async function createTestDatabase(testDatabaseUrl: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const url = new URL(testDatabaseUrl)
  const template = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  } finally {
    await client.end()
  }
  url.pathname = `/${name}`
  return url.href
}
