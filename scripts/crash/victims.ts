// A site and a PostgreSQL of their own that can be killed outright and are started again at once.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { macOfPass, type PassClaim, passKeyOf } from '#lib/progress/pass-receipt-rules.ts'
import { applyMigrations } from '#prisma/apply-migrations.ts'
import { prepareEmbeddedPostgres } from '../launch/embedded-postgres.ts'
import { placeThings } from '../launch/placement.ts'
import { runStep } from '../launch/run-step.ts'
import { createLearner, type Learner } from '../learners.ts'

/** The address that the build for journeys is made for, unless another build is named by NEXT_DIST_DIR and SITE_URL. */
export const SITE_URL = process.env.SITE_URL || 'http://localhost:3210'
const START_MS_MAX = 60_000
const SECRET = randomBytes(32).toString('base64url')

const PASS_KEY = passKeyOf(SECRET)

export type CourseQuestion = { id: string; lessonId: string }
/** A receipt as the site signs it. */
export const signPass = (claim: PassClaim): string => macOfPass(PASS_KEY, claim).toString('base64url')

/** What the database has of a learner, read past the site. */
export type Rows = { applied: Set<string>; attempts: { id: string; questionId: string }[]; runs: { id: string }[] }

export type Victims = Awaited<ReturnType<typeof openVictims>>

export async function openVictims(folder: string) {
  const placement = placeThings(folder)
  const postgres = await prepareEmbeddedPostgres(placement)
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    AUTH_SECRET: SECRET,
    RUNNER_SECRET: SECRET,
    PORT: new URL(SITE_URL).port,
    SITE_URL,
    DATA_DIR: folder,
    NEXT_DIST_DIR: process.env.NEXT_DIST_DIR || '.next-e2e',
    LEARNING_RUNNER_ENABLED: 'false',
    LOG_LEVEL: 'fatal',
    NODE_ENV: 'production' as const,
  }
  // Nothing to do when that build is there already.
  await runStep('building', ['scripts/build.ts'], env)
  const startSite = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'site.ts')], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the site ended before it listened'))),
      delay(START_MS_MAX, undefined, { ref: false }).then(() => Promise.reject(new Error('the site did not listen in time'))),
    ])
    return child
  }
  let database = await postgres.start()
  await applyMigrations(postgres.url)
  await runStep('seeding', ['--conditions=react-server', 'prisma/seed.ts'], env)
  let site = await startSite()

  async function withClient<Value>(work: (client: Client) => Promise<Value>): Promise<Value> {
    const client = new Client({ connectionString: postgres.url })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  const query = <Row extends object>(text: string, values: unknown[]): Promise<Row[]> =>
    withClient(async (client) => (await client.query<Row>(text, values)).rows)

  /** Kills one of them outright and starts it again; how many milliseconds that took. */
  async function kill(whom: 'site' | 'database'): Promise<number> {
    const began = Date.now()
    if (whom === 'site') {
      const exited = once(site, 'exit')
      site.kill('SIGKILL')
      await exited
      site = await startSite()
      return Date.now() - began
    }
    await stopDatabase()
    await startDatabase()
    return Date.now() - began
  }

  /** Kills PostgreSQL outright. */
  async function stopDatabase(): Promise<void> {
    const exited = once(database, 'exit')
    process.kill(Number(readFileSync(join(placement.openDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    await exited
  }

  /** Children of the killed server may need a moment to notice; until then a new one refuses to start. */
  async function startDatabase(): Promise<void> {
    const began = Date.now()
    for (;;) {
      try {
        database = await postgres.start()
        return
      } catch (error) {
        if (Date.now() - began > START_MS_MAX) throw error
        await delay(100)
      }
    }
  }

  return {
    kill,
    stopDatabase,
    startDatabase,
    async readCourse(): Promise<CourseQuestion[]> {
      return query('SELECT id, "lessonId" FROM "Question" ORDER BY id', [])
    },
    createLearner: (name: string): Promise<Learner> => withClient((client) => createLearner(client, name)),
    async rowsOf(userId: string): Promise<Rows> {
      const applied = await query<{ id: string }>('SELECT id FROM "AppliedWrite" WHERE "userId" = $1', [userId])
      return {
        applied: new Set(applied.map(({ id }) => id)),
        attempts: await query('SELECT id, "questionId" FROM "Attempt" WHERE "userId" = $1', [userId]),
        runs: await query('SELECT id FROM "RunRecord" WHERE "userId" = $1', [userId]),
      }
    },
    async end(): Promise<void> {
      const exited = Promise.all([once(site, 'exit'), once(database, 'exit')])
      site.kill('SIGKILL')
      database.kill('SIGTERM')
      await exited
      rmSync(placement.openDir, { recursive: true, force: true })
    },
  }
}
