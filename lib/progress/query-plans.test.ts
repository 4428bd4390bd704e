import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { findProgress, listRuns, readChanges, readLab } from './read-account.ts'
import { hasAnswers } from './record-form-answers.ts'
import { recordWrites } from './record-writes.ts'
import type { ProgressWrite } from './write-schema.ts'

const url = await takeTestDatabase()
const TABLES = ['ProgressHead', 'AppliedWrite', 'StepProgress', 'Attempt', 'HintUsed', 'RunRecord', 'CodeFile', 'CodeCopy']
/** Enough learners that no planner would rather read a whole table. */
const LEARNERS = 4000

let viewer: Viewer
let lesson: Lesson

beforeAll(async () => {
  const [path] = await listLessonPaths()
  const found = path ? await findLesson(path.track, path.lesson) : null
  if (!found || 'broken' in found) throw new Error('expected a lesson')
  lesson = found
  await db().lesson.create({ data: { id: lesson.id, track: 'a', slug: 'b', contentVersion: 'v20261121' } })
  await db().question.createMany({ data: lesson.quiz.questions.map(({ id, type }) => ({ id, type, lessonId: lesson.id })) })
  await db().$executeRaw`INSERT INTO "User" (id, name, "updatedAt") SELECT gen_random_uuid(), 'L', now() FROM generate_series(1, ${LEARNERS}::int)`
  const fill = [
    `INSERT INTO "ProgressHead" SELECT id, 10 FROM "User"`,
    `INSERT INTO "AppliedWrite" SELECT id, gen_random_uuid(), now() FROM "User", generate_series(1, 5)`,
    `INSERT INTO "StepProgress" ("userId", "lessonId", "openedId", "openedAt", "revision") SELECT id, $1, gen_random_uuid(), now(), 1 FROM "User"`,
    `INSERT INTO "Attempt" ("userId", id, "questionId", "contentVersion", answer, verdict, at, revision)
     SELECT u.id, gen_random_uuid(), q.id, 'v20261121', '{"type":"fill-in","text":"x"}', 'wrong', now(), 2 FROM "User" u, "Question" q WHERE q."lessonId" = $1`,
    `INSERT INTO "HintUsed" SELECT id, $1, 'hint-1', now(), 3 FROM "User"`,
    `INSERT INTO "RunRecord" SELECT id, gen_random_uuid(), $1, now(), 'finished', 1 FROM "User", generate_series(1, 3)`,
    `INSERT INTO "CodeFile" SELECT id, $1, 'server.js', gen_random_uuid(), now(), gen_random_uuid(), 'x', 'v20261121', 'abc', 4 FROM "User"`,
    `INSERT INTO "CodeCopy" SELECT id, gen_random_uuid(), $1, 'server.js', 'x', now() FROM "User", generate_series(1, 3)`,
  ]
  for (const statement of fill) await db().$executeRawUnsafe(statement, ...(statement.includes('$1') ? [lesson.id] : []))
  await db().$executeRawUnsafe('VACUUM ANALYZE')
  const { id } = await db().user.findFirstOrThrow({ select: { id: true } })
  viewer = { id, displayName: 'L', role: 'learner' }
}, 60_000)

/** How often each table was read from end to end so far; the counts of a session are complete when it has ended. */
async function sequentialScans(): Promise<Record<string, number>> {
  await db().$disconnect()
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ relname: string; seq_scan: string }>(
      'SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY ($1)',
      [TABLES],
    )
    return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]))
  } finally {
    await client.end()
  }
}

async function expectNoScan(work: () => Promise<unknown>): Promise<void> {
  const before = await sequentialScans()
  await work()
  expect(Object.keys(before).toSorted()).toEqual(TABLES.toSorted())
  expect(await sequentialScans()).toEqual(before)
}

const stamp = () => ({ id: randomUUID(), at: new Date().toISOString() })

describe('with many learners, no table is read from end to end', () => {
  it('to write everything that a learner can write', async () => {
    const [question] = lesson.quiz.questions
    if (!question) throw new Error('expected a question')
    const { contentVersion } = lesson.frontMatter
    const code = { kind: 'code' as const, lessonId: lesson.id, path: 'server.js', contentVersion, starter: 'abc', base: null }
    const writes: ProgressWrite[] = [
      { kind: 'opened', ...stamp(), lessonId: lesson.id },
      { kind: 'marked', ...stamp(), lessonId: lesson.id, done: true },
      { kind: 'answer', ...stamp(), questionId: question.id, contentVersion, answer: rightAnswer(question), receipt: '' },
      { kind: 'hint', ...stamp(), lessonId: lesson.id, hintId: 'hint-2' },
      { kind: 'run', ...stamp(), lessonId: lesson.id, outcome: 'finished', durationMs: 3 },
      { ...code, ...stamp(), content: 'mine', device: randomUUID() },
      { ...code, ...stamp(), content: 'theirs', device: randomUUID() },
    ]
    await expectNoScan(async () => expect(await recordWrites(viewer, writes, new Date())).toMatchObject({ ok: true, value: { refused: [] } }))
  })

  it('to read the whole of an account, and what changed', async () => {
    await expectNoScan(async () => {
      expect(await findProgress(viewer)).toMatchObject({ ok: true })
      expect(await readChanges(viewer, 5)).toMatchObject({ ok: true, value: { isWhole: false } })
      expect(await hasAnswers(viewer, [])).toEqual({ ok: true, value: true })
    })
  })

  it('to read a lab and the latest runs', async () => {
    await expectNoScan(async () => {
      expect(await readLab(viewer, lesson.id)).toMatchObject({ ok: true })
      expect(await listRuns(viewer, 10)).toMatchObject({ ok: true })
    })
  })

  it('and such a reading would be seen', async () => {
    const { Attempt: before = 0 } = await sequentialScans()
    await db().attempt.count({ where: { contentVersion: 'v20000101' } })
    expect((await sequentialScans()).Attempt).toBeGreaterThan(before)
  })
})
