/** How long pages of a discussion take: the first and the deepest of a short thread and of a very long one, beside the list of threads. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

const ROUNDS = 40
const SHORT = 10
const LONG = 100_000

export type DiscussionFigures = { page: string; medianMs: number; p95Ms: number; bytes: number }

/**
 * Writes a thread of 10 and one of 100,000 comments into the site's database, and asks for their pages in turns, so that a noisy minute
 * hits all. Throws when a page does not answer 200 or lacks the comment that it is about.
 */
export async function measureDiscussions(origin: string, databaseUrl: string): Promise<DiscussionFigures[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { lessonId, path } = await findLesson(client)
    const authorId = randomUUID()
    await client.query('INSERT INTO "User" (id, name, "updatedAt") VALUES ($1, $2, now())', [authorId, 'Bench'])
    const [short, long] = [await writeThread(client, lessonId, authorId, SHORT), await writeThread(client, lessonId, authorId, LONG)]
    await client.query('ANALYZE "Thread"')
    await client.query('ANALYZE "Comment"')
    const pages = [
      { page: `${SHORT} comments, first page`, url: `${path}/${short}`, holds: 'Comment 2 ' },
      { page: `${SHORT} comments, deepest page`, url: `${path}/${short}?before=${SHORT + 1}`, holds: `Comment ${SHORT} ` },
      { page: `${LONG} comments, first page`, url: `${path}/${long}`, holds: 'Comment 2 ' },
      { page: `${LONG} comments, deepest page`, url: `${path}/${long}?before=${LONG + 1}`, holds: `Comment ${LONG} ` },
      { page: 'threads of the lesson', url: path, holds: `Comment ${LONG} ` },
    ].map((page) => ({ ...page, times: [] as number[], bytes: 0 }))
    for (let round = -3; round < ROUNDS; round++) {
      for (const page of pages) {
        const start = performance.now()
        const response = await fetch(origin + page.url)
        const body = await response.text()
        if (round >= 0) page.times.push(performance.now() - start)
        page.bytes = Buffer.byteLength(body)
        if (!response.ok || !body.includes(page.holds)) throw new Error(`${page.url}: ${response.status}, expected a page that holds "${page.holds}"`)
      }
    }
    return pages.map(({ page, times, bytes }) => {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
      return { page, medianMs: at(0.5), p95Ms: at(0.95), bytes }
    })
  } finally {
    await client.end()
  }
}

async function findLesson(client: Client): Promise<{ lessonId: string; path: string }> {
  const { rows } = await client.query<{ id: string; track: string; slug: string }>(
    'SELECT id, track, slug FROM "Lesson" WHERE "retiredAt" IS NULL ORDER BY id LIMIT 1',
  )
  const [lesson] = rows
  if (!lesson) throw new Error('expected a lesson in the register')
  return { lessonId: lesson.id, path: `/learn/${lesson.track}/${lesson.slug}/discussion` }
}

async function writeThread(client: Client, lessonId: string, authorId: string, comments: number): Promise<string> {
  const id = randomUUID()
  await client.query('INSERT INTO "Thread" (id, "lessonId", "lastNumber", "shownCount", "lastActivityAt") VALUES ($1, $2, $3, $3, now())', [
    id,
    lessonId,
    comments,
  ])
  await client.query(
    `INSERT INTO "Comment" (id, "threadId", number, "authorId", "clientId", body, "sentHash")
     SELECT gen_random_uuid(), $1, n, $2, gen_random_uuid(), 'Comment ' || n || ' asks why \`Set-Cookie\` is *ignored* over plain HTTP.', '' FROM generate_series(1, $3::int) AS n`,
    [id, authorId, comments],
  )
  return id
}
