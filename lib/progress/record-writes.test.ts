import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { signReceipt } from '#lib/quizzes/receipt.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { mergeProgress } from './merge-rules.ts'
import { ATTEMPTS_KEPT_MAX, stepState } from './progress-rules.ts'
import { EMPTY_PROGRESS, type Progress } from './progress-schema.ts'
import { findProgress, readChanges, readLab } from './read-account.ts'
import { recordWrites } from './record-writes.ts'
import type { ProgressWrite } from './write-schema.ts'

await takeTestDatabase()

const NOW = new Date('2026-11-22T12:00:00.000Z')
let lesson: Lesson
let viewer: Viewer

beforeAll(async () => {
  // One that asks for answers alone.
  for (const path of await listLessonPaths()) {
    const found = await findLesson(path.track, path.lesson)
    if (found && !('broken' in found) && !found.lab && found.quiz.questions.length > 1) lesson ??= found
  }
  await db().lesson.create({ data: { id: lesson.id, track: 'a', slug: 'b', contentVersion: 'v20261121' } })
  await db().question.createMany({ data: lesson.quiz.questions.map(({ id, type }) => ({ id, type, lessonId: lesson.id })) })
  await db().lesson.create({ data: { id: 'les-retired', track: 'a', slug: 'c', contentVersion: 'v20200101' } })
  await db().question.create({ data: { id: 'q-retired', type: 'fill-in', lessonId: 'les-retired' } })
})

beforeEach(async () => {
  const { id } = await db().user.create({ data: { name: 'A learner' } })
  viewer = { id, displayName: 'A learner', role: 'learner' }
})

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()
const opened = (minute = 0): ProgressWrite => ({ kind: 'opened', id: randomUUID(), at: at(minute), lessonId: lesson.id })
const marked = (done: boolean, minute = 0): ProgressWrite => ({ kind: 'marked', id: randomUUID(), at: at(minute), lessonId: lesson.id, done })
const questionAt = (index: number) => {
  const question = lesson.quiz.questions[index]
  if (!question) throw new Error('expected a question')
  return question
}
const rightly = (index: number, minute = index): ProgressWrite => ({
  kind: 'answer',
  id: randomUUID(),
  at: at(minute),
  questionId: questionAt(index).id,
  contentVersion: lesson.frontMatter.contentVersion,
  answer: rightAnswer(questionAt(index)),
  receipt: '',
})
const allRight = () => lesson.quiz.questions.map((_, index) => rightly(index))
const code = (content: string | null, minute: number, more: Partial<Extract<ProgressWrite, { kind: 'code' }>> = {}): ProgressWrite => ({
  kind: 'code',
  id: randomUUID(),
  at: at(minute),
  lessonId: lesson.id,
  path: 'server.js',
  content,
  contentVersion: 'v20261121',
  starter: 'abc',
  base: null,
  device: '00000000-0000-4000-8000-000000000001',
  ...more,
})

async function send(...writes: unknown[]) {
  const recorded = await recordWrites(viewer, writes, NOW)
  if (!recorded.ok) throw new Error(recorded.reason)
  return recorded.value
}

async function progress(): Promise<Progress> {
  const found = await findProgress(viewer)
  if (!found.ok) throw new Error(found.reason)
  return found.value
}

describe('writes of a learner', () => {
  it('complete a lesson with the last right answer, as graded here', async () => {
    const writes = allRight()
    const last = writes.pop()
    await send(...writes)
    expect(stepState(await progress(), lesson.id)).toBe('new')
    await send(last)
    const { completed } = (await progress()).lessons[lesson.id] ?? {}
    expect(completed).toEqual({ id: last?.id, at: last?.at })
    expect((await db().stepProgress.findFirstOrThrow({ where: { userId: viewer.id } })).completedProven).toBe(true)
  })

  it('are believed about what is right only by grading or by a receipt of ours', async () => {
    const [question] = lesson.quiz.questions
    if (!question) throw new Error('expected a question')
    const answer = question.type === 'fill-in' ? { type: 'fill-in' as const, text: 'nothing of the sort' } : { ...rightAnswer(question) }
    const about = { questionId: question.id, lessonId: lesson.id, contentVersion: 'v20260101', answer, verdict: 'right' as const }
    const base = { kind: 'answer', questionId: question.id, contentVersion: 'v20260101' }
    const wrong = { type: 'fill-in' as const, text: 'another type of answer' }
    const receipt = await signReceipt(about, NOW)
    const verdictOf = async (write: object) => {
      const id = randomUUID()
      await send({ ...base, id, at: at(1), ...write })
      return (await db().attempt.findUniqueOrThrow({ where: { userId_id: { userId: viewer.id, id } } })).verdict
    }
    expect(await verdictOf({ answer, receipt })).toBe('right')
    expect(await verdictOf({ answer: wrong, receipt }), 'a receipt for another answer').toBe('wrong')
    expect(await verdictOf({ answer: wrong, receipt: 'a.b.c' }), 'no receipt at all').toBe('wrong')
    expect(await verdictOf({ answer: wrong, receipt: `${receipt.slice(0, -3)}AAA` }), 'a forged receipt').toBe('wrong')
  })

  it('cannot claim a verdict, nor prove a completion by saying so', async () => {
    const forged = { ...rightly(0), verdict: 'right' }
    const { applied, refused } = await send(forged, { kind: 'completed', id: randomUUID(), at: at(3), lessonId: lesson.id })
    expect(refused).toEqual([{ id: forged.id, field: expect.any(String), message: expect.stringMatching(/./) }])
    expect(applied).toHaveLength(1)
    const row = await db().stepProgress.findFirstOrThrow({ where: { userId: viewer.id } })
    expect(row).toMatchObject({ completedProven: false, completedAt: new Date(at(3)) })
    await send(...allRight(), { kind: 'completed', id: randomUUID(), at: at(0), lessonId: lesson.id })
    const proven = await db().stepProgress.findFirstOrThrow({ where: { userId: viewer.id } })
    expect(proven.completedProven).toBe(true)
    expect(proven.completedAt).not.toEqual(new Date(at(0)))
  })

  it('are applied exactly once: twice in one message, again, at the same time, and after others', async () => {
    const first = marked(true, 1)
    const answer = rightly(0, 2)
    await send(first, first, answer, answer)
    await Promise.all(Array.from({ length: 8 }, () => send(first, answer)))
    await send(marked(false, 5))
    expect((await send(first)).applied).toEqual([first.id])
    const after = await progress()
    expect(after.lessons[lesson.id]?.marked?.done).toBe(false)
    expect(after.questions[questionAt(0).id]?.attempts).toHaveLength(1)
    expect(await db().appliedWrite.count({ where: { userId: viewer.id } })).toBe(3)
  })

  it('from a clock that is ahead do not win against later ones, also when they come again', async () => {
    const ahead = { ...marked(true), at: '2031-01-01T00:00:00.000Z' }
    await send(ahead)
    expect((await progress()).lessons[lesson.id]?.marked?.at).toBe(NOW.toISOString())
    const later = { ...marked(false), at: '2026-11-22T12:30:00.000Z' }
    await recordWrites(viewer, [later], new Date('2026-11-22T13:00:00.000Z'))
    await recordWrites(viewer, [ahead], new Date('2026-11-22T14:00:00.000Z'))
    expect((await progress()).lessons[lesson.id]?.marked?.done).toBe(false)
  })

  it('come to the same in every order and in every packing', async () => {
    const writes = [...allRight(), opened(40), opened(3), marked(true, 4), marked(false, 9), marked(true, 7), code('one', 1)]
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(writes, { minLength: writes.length }), fc.integer({ min: 1, max: 5 }), async (order, size) => {
        const { id } = await db().user.create({ data: { name: 'A learner' } })
        viewer = { ...viewer, id }
        for (let index = 0; index < order.length; index += size) await send(...order.slice(index, index + size), order[0])
        outcomes.add(JSON.stringify(mergeProgress(await progress(), EMPTY_PROGRESS)))
      }),
      { numRuns: 12 },
    )
    expect(outcomes.size).toBe(1)
  })

  it('about nothing that exists are refused by name, and the others are taken', async () => {
    const good = opened()
    const { applied, refused } = await send(
      good,
      { ...opened(), lessonId: 'les-none' },
      { ...rightly(0), questionId: 'q-none' },
      { ...rightly(0), answer: { type: 'single', choice: 'x' } },
      { ...opened(), at: 'yesterday' },
      { kind: 'certificate' },
      null,
    )
    expect(applied).toEqual([good.id])
    expect(refused.map(({ field }) => field).toSorted()).toEqual(['', 'answer.choice', 'at', 'kind', 'lessonId', 'questionId'])
    for (const { message } of refused) expect(message).toMatch(/expected|there is no such/)
  })

  it('that the database cannot keep are refused by name, and do not stop the others', async () => {
    const good = opened()
    const typed = (text: string): ProgressWrite =>
      ({ ...rightly(0), id: randomUUID(), questionId: 'q-retired', answer: { type: 'fill-in', text } }) as ProgressWrite
    const { applied, refused } = await send(typed('4\0'), typed('4\ud83c'), { ...opened(), at: '0000-01-01T00:00:00.000Z' }, good)
    expect(applied).toEqual([good.id])
    expect(refused.map(({ field }) => field).toSorted()).toEqual(['answer.text', 'answer.text', 'at'])
  })

  it('about a question that is gone are kept; without a receipt as not right', async () => {
    const answer = { type: 'fill-in' as const, text: 'once right' }
    const receipt = await signReceipt(
      { questionId: 'q-retired', lessonId: 'les-retired', contentVersion: 'v20200101', answer, verdict: 'right' },
      NOW,
    )
    const write = { kind: 'answer', at: at(0), questionId: 'q-retired', contentVersion: 'v20200101', answer }
    await send({ ...write, id: randomUUID(), receipt: '' }, { ...write, id: randomUUID(), receipt })
    expect((await progress()).questions['q-retired']).toMatchObject({ lessonId: 'les-retired' })
    expect((await progress()).questions['q-retired']?.attempts.map(({ verdict }) => verdict).toSorted()).toEqual(['right', 'wrong'])
  })

  it('wait when the course is not registered yet, and nothing of them is applied', async () => {
    const paths = await listLessonPaths()
    const others = (await Promise.all(paths.map(({ track, lesson: slug }) => findLesson(track, slug)))).filter(
      (found) => found && !('broken' in found),
    )
    const unregistered = others.find((found) => found && 'id' in found && found.id !== lesson.id)
    if (!unregistered || !('id' in unregistered)) throw new Error('expected a second lesson')
    const recorded = await recordWrites(viewer, [opened(), { ...opened(), lessonId: unregistered.id }], NOW)
    expect(recorded).toEqual({ ok: false, reason: 'database-away' })
    expect(await db().appliedWrite.count({ where: { userId: viewer.id } })).toBe(0)
  })

  it('keep a bounded number of attempts and the first right one', async () => {
    await send(rightly(0, 0))
    const wrong = Array.from({ length: 30 }, (_, index) => ({
      ...rightly(0, index + 1),
      answer: { type: 'fill-in', text: 'no' },
      contentVersion: 'v20200101',
    }))
    await send(...wrong)
    const attempts = (await progress()).questions[questionAt(0).id]?.attempts ?? []
    expect(attempts).toHaveLength(ATTEMPTS_KEPT_MAX)
    expect(attempts.filter(({ verdict }) => verdict === 'right')).toHaveLength(1)
  })

  it('are seen by nobody else', async () => {
    await send(opened(), code('mine', 1))
    const stranger = await db().user.create({ data: { name: 'Another' } })
    const other: Viewer = { id: stranger.id, displayName: 'Another', role: 'admin' }
    expect(await findProgress(other)).toEqual({ ok: true, value: { lessons: {}, questions: {} } })
    expect(await readLab(other, lesson.id)).toEqual({ ok: true, value: { files: [], copies: [], runs: [] } })
  })

  it('go with the account', async () => {
    await send(...allRight(), opened(), code('mine', 1), { kind: 'hint', id: randomUUID(), at: at(1), lessonId: lesson.id, hintId: 'hint-1' })
    await db().user.delete({ where: { id: viewer.id } })
    for (const left of [db().stepProgress, db().attempt, db().codeFile, db().hintUsed, db().appliedWrite] as {
      count: (query: object) => Promise<number>
    }[])
      expect(await left.count({ where: { userId: viewer.id } })).toBe(0)
  })
})

describe('what changed', () => {
  it('is told since a revision, whole from none or from one that never was, and as nothing when nothing changed', async () => {
    await send(opened(1), rightly(0, 1))
    const first = await readChanges(viewer, 0)
    if (!first.ok) throw new Error(first.reason)
    expect(first.value).toMatchObject({ isWhole: true, lessons: { [lesson.id]: { opened: { at: at(1) } } } })
    await send(rightly(0, 2), { kind: 'hint', id: randomUUID(), at: at(3), lessonId: lesson.id, hintId: 'hint-1' })
    const second = await readChanges(viewer, first.value.revision)
    if (!second.ok) throw new Error(second.reason)
    expect(second.value).toMatchObject({ isWhole: false, lessons: {}, hints: { [lesson.id]: ['hint-1'] } })
    expect(second.value.questions[questionAt(0).id]?.attempts).toHaveLength(2)
    expect(await readChanges(viewer, second.value.revision)).toMatchObject({ ok: true, value: { isWhole: false, questions: {}, hints: {} } })
    expect(await readChanges(viewer, 9999)).toMatchObject({ ok: true, value: { isWhole: true } })
  })
})

describe('the code of a lab', () => {
  const lab = async () => {
    const read = await readLab(viewer, lesson.id)
    if (!read.ok) throw new Error(read.reason)
    return read.value
  }

  it('follows one browser without leaving copies, in whatever order its versions come', async () => {
    const [one, two, three] = [code('one', 1), code('two', 2), code('three', 3)]
    await send(one)
    await send(three)
    await send(two)
    expect(await lab()).toMatchObject({ files: [{ path: 'server.js', content: 'three' }], copies: [] })
  })

  it('of two browsers that do not know of each other: the newest wins and the other is a copy', async () => {
    const other = { device: '00000000-0000-4000-8000-000000000002' }
    await send(code('mine', 5))
    await send(code('older', 3, other))
    expect(await lab()).toMatchObject({ files: [{ content: 'mine' }], copies: [{ content: 'older', path: 'server.js' }] })
    await send(code('newer', 8, other))
    expect(await lab()).toMatchObject({ files: [{ content: 'newer' }], copies: [{ content: 'mine' }, { content: 'older' }] })
  })

  it('written over a version that was seen replaces it, whatever the clock says', async () => {
    const seen = code('seen', 9)
    await send(seen)
    await send(code('after', 2, { base: seen.id, device: '00000000-0000-4000-8000-000000000002' }))
    expect(await lab()).toMatchObject({ files: [{ content: 'after' }], copies: [] })
  })

  it('keeps a bounded number of copies and runs, the latest', async () => {
    await send(code('mine', 59))
    for (let minute = 0; minute < 25; minute += 1) await send(code(`copy ${minute}`, minute, { device: randomUUID() }))
    const runs = Array.from({ length: 55 }, (_, minute) => ({
      kind: 'run',
      id: randomUUID(),
      at: at(minute),
      lessonId: lesson.id,
      outcome: 'finished',
      durationMs: 10,
    }))
    await send(...runs)
    const { copies, runs: kept } = await lab()
    expect(copies).toHaveLength(20)
    expect(copies[0]?.content).toBe('copy 24')
    expect(kept).toHaveLength(50)
    expect(kept[0]?.at).toBe(at(54))
  })
})
