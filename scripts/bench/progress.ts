/** Progress in accounts: writes per second, and one learner's page of progress beside few and beside a million rows of others. */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { createLearner, type Learner } from '../learners.ts'

const WRITERS = 16
const SECONDS = 5
const WRITES_A_REQUEST = 10
/** Below what an account may send in five minutes. */
const REQUESTS_MAX = 280
const PAGE_ROUNDS = 40
const ROWS_OF_OTHERS = 1_000_000

export type ProgressFigures = {
  requestsPerSecond: number
  writesPerSecond: number
  writeP95Ms: number
  page: { rows: number; medianMs: number; p95Ms: number }[]
  /** The query of that page as the database plans it beside all those rows. */
  plan: string[]
}

export const measureProgress = async (siteUrl: string, databaseUrl: string): Promise<ProgressFigures> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: lessons } = await client.query<{ id: string }>('SELECT id FROM "Lesson" WHERE "retiredAt" IS NULL')
    const lessonIds = lessons.map(({ id }) => id)
    const writers: Learner[] = []
    for (let index = 0; index < WRITERS; index += 1) writers.push(await createLearner(client, `Writer ${index}`))
    // What is compiled on demand, and the connections to the database, are there before the clock runs.
    for (const writer of writers) await writeUntil(siteUrl, writer, lessonIds, 0, 1)
    const until = Date.now() + SECONDS * 1000
    const times = (await Promise.all(writers.map((writer) => writeUntil(siteUrl, writer, lessonIds, until)))).flat()
    const reader = await createLearner(client, 'Reader')
    await writeUntil(siteUrl, reader, lessonIds, 0, 1)
    const page = [await measurePage(siteUrl, reader, await countRows(client))]
    await addOthers(client)
    page.push(await measurePage(siteUrl, reader, await countRows(client)))
    return {
      requestsPerSecond: times.length / SECONDS,
      writesPerSecond: (times.length * WRITES_A_REQUEST) / SECONDS,
      writeP95Ms: percentile(times, 0.95),
      page,
      plan: await explain(client, reader.id),
    }
  } finally {
    await client.end()
  }
}

async function writeUntil(siteUrl: string, learner: Learner, lessonIds: readonly string[], until: number, atLeast = 0): Promise<number[]> {
  const times: number[] = []
  while (times.length < atLeast || (Date.now() < until && times.length < REQUESTS_MAX)) {
    const writes = Array.from({ length: WRITES_A_REQUEST }, (_, index) => ({
      kind: 'opened',
      id: randomUUID(),
      at: new Date().toISOString(),
      lessonId: lessonIds[index % lessonIds.length],
    }))
    const began = performance.now()
    const response = await fetch(`${siteUrl}/api/progress`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: siteUrl, cookie: learner.cookie },
      body: JSON.stringify({ since: 0, writes }),
    })
    const answer = (await response.json()) as { applied?: string[] }
    if (response.status === 503) {
      // Too much at once for the database: a browser waits and sends again, and so does this one; only what is taken counts.
      await delay(100)
      continue
    }
    if (answer.applied?.length !== WRITES_A_REQUEST)
      throw new Error(`writes were answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`)
    times.push(performance.now() - began)
  }
  return times
}

async function measurePage(siteUrl: string, learner: Learner, rows: number): Promise<ProgressFigures['page'][number]> {
  const times: number[] = []
  for (let round = -3; round < PAGE_ROUNDS; round += 1) {
    const began = performance.now()
    const response = await fetch(`${siteUrl}/progress`, { headers: { cookie: learner.cookie } })
    const text = await response.text()
    if (response.status !== 200 || !text.includes('Kept in the account of Reader')) throw new Error(`/progress was answered ${response.status}`)
    // The first ones warm up what is compiled on demand.
    if (round >= 0) times.push(performance.now() - began)
  }
  return { rows, medianMs: percentile(times, 0.5), p95Ms: percentile(times, 0.95) }
}

async function addOthers(client: Client): Promise<void> {
  const { rows } = await client.query<{ lessons: number }>('SELECT count(*)::int AS lessons FROM "Lesson"')
  const learners = Math.ceil(ROWS_OF_OTHERS / (rows[0]?.lessons ?? 1))
  // The rows refer to each other by their making: a million checks of that would take longer than everything that is measured.
  await client.query('SET session_replication_role = replica')
  await client.query(`INSERT INTO "User" (id, name, "updatedAt") SELECT gen_random_uuid(), 'Another', now() FROM generate_series(1, $1::int)`, [
    learners,
  ])
  await client.query(
    `INSERT INTO "StepProgress" ("userId", "lessonId", "openedId", "openedAt", revision)
     SELECT u.id, l.id, gen_random_uuid(), now(), 1 FROM "User" u, "Lesson" l WHERE u.name = 'Another'`,
  )
  await client.query('SET session_replication_role = DEFAULT')
  await client.query('VACUUM ANALYZE')
}

async function countRows(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM "StepProgress"')
  return rows[0]?.count ?? 0
}

/** How the rows of one learner are found among all of them; the other tables are held to the same by a test of their own. */
async function explain(client: Client, userId: string): Promise<string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT * FROM "StepProgress" WHERE "userId" = '${userId}'`)
  return rows.map((row) => row['QUERY PLAN'])
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}
