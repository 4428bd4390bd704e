import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { mergeProgress } from './merge-rules.ts'
import { signPass } from './pass-receipt.ts'
import { EMPTY_PROGRESS, type LessonProgress } from './progress-schema.ts'
import { findProgress, readChanges } from './read-account.ts'
import { recordWrites } from './record-writes.ts'
import { PASS_RECEIPT_EXPECTED, type WriteOf } from './write-schema.ts'

await takeTestDatabase()

/** The course as it is, or (`hasChecks` false) as it was before its labs had any. */
const course = vi.hoisted(() => ({ hasChecks: true }))
vi.mock('#lib/lessons/lesson-catalogue.ts', async (importOriginal) => {
  const actual = await importOriginal<typeof import('#lib/lessons/lesson-catalogue.ts')>()
  const findLessonById = async (id: string) => {
    const found = await actual.findLessonById(id)
    return found && !course.hasChecks ? { ...found, lab: null } : found
  }
  return { ...actual, findLessonById }
})

const NOW = new Date('2026-11-22T12:00:00.000Z')
let lesson: Lesson
let viewer: Viewer

beforeAll(async () => {
  for (const path of await listLessonPaths()) {
    const found = await findLesson(path.track, path.lesson)
    if (found && !('broken' in found) && found.lab && found.quiz.questions.length > 0) lesson ??= found
  }
  await db().lesson.create({ data: { id: lesson.id, track: 'a', slug: 'b', contentVersion: 'v20261121' } })
  await db().lesson.create({ data: { id: 'les-retired', track: 'a', slug: 'c', contentVersion: 'v20200101' } })
  await db().question.createMany({ data: lesson.quiz.questions.map(({ id, type }) => ({ id, type, lessonId: lesson.id })) })
})

beforeEach(async () => {
  const { id } = await db().user.create({ data: { name: 'A learner' } })
  viewer = { id, displayName: 'A learner', role: 'learner' }
  course.hasChecks = true
})

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()
const allRight = () =>
  lesson.quiz.questions.map((question, index) => ({
    kind: 'answer' as const,
    id: randomUUID(),
    at: at(index),
    questionId: question.id,
    contentVersion: lesson.frontMatter.contentVersion,
    answer: rightAnswer(question),
    receipt: '',
  }))
const passed = (minute: number, more: Partial<WriteOf<'passed'>> = {}): WriteOf<'passed'> => {
  const claim = { lessonId: lesson.id, contentVersion: 'v20261121', at: at(minute) }
  return { kind: 'passed', id: randomUUID(), ...claim, receipt: signPass(claim), ...more }
}

async function send(...writes: unknown[]) {
  const recorded = await recordWrites(viewer, writes, NOW)
  if (!recorded.ok) throw new Error(recorded.reason)
  return recorded.value
}

async function kept(): Promise<LessonProgress & { isProven: boolean }> {
  const found = await findProgress(viewer)
  if (!found.ok) throw new Error(found.reason)
  const row = await db().stepProgress.findFirst({ where: { userId: viewer.id, lessonId: lesson.id }, select: { completedProven: true } })
  return { ...found.value.lessons[lesson.id], isProven: row?.completedProven ?? false }
}

describe('a pass of the lab’s checks', () => {
  it('completes the lesson with the answers, whichever comes last, and neither does alone', async () => {
    await send(...allRight())
    expect(await kept()).toEqual({ isProven: false })
    const pass = passed(50)
    await send(pass)
    expect(await kept()).toMatchObject({
      isProven: true,
      completed: { id: pass.id, at: pass.at },
      passed: { id: pass.id, contentVersion: 'v20261121' },
    })

    const { id } = await db().user.create({ data: { name: 'Another' } })
    viewer = { ...viewer, id }
    const [early, answers] = [passed(0), allRight()]
    await send(early)
    expect((await kept()).completed).toBeUndefined()
    await send(...answers)
    expect((await kept()).completed?.id).toBe(answers.at(-1)?.id)
  })

  it.each<[string, (pass: WriteOf<'passed'>) => object]>([
    ['another lesson', () => ({ lessonId: 'les-retired' })],
    ['another content version', () => ({ contentVersion: 'v20261122' })],
    ['an earlier time', () => ({ at: at(1) })],
    ['none', () => ({ receipt: '' })],
    ['a forged one', ({ receipt }) => ({ receipt: `${receipt[0] === 'A' ? 'B' : 'A'}${receipt.slice(1)}` })],
  ])('with a receipt for %s is refused by name, and nothing else is lost', async (_, change) => {
    const pass = passed(30)
    const forged = { ...pass, ...change(pass) }
    const opened = { kind: 'opened', id: randomUUID(), at: at(1), lessonId: lesson.id }
    const { applied, refused } = await send(opened, forged, ...allRight())
    expect(refused).toEqual([{ id: forged.id, field: 'receipt', message: PASS_RECEIPT_EXPECTED }])
    expect(applied).toHaveLength(1 + lesson.quiz.questions.length)
    expect(await kept()).toEqual({ opened: { id: opened.id, at: opened.at }, isProven: false })
  })

  it('counts from the first time, and is told to other browsers', async () => {
    const [first, second] = [passed(10), passed(20)]
    await send(second)
    const before = await readChanges(viewer, 0)
    if (!before.ok) throw new Error(before.reason)
    await send(first)
    await send(second)
    expect((await kept()).passed).toEqual({ id: first.id, at: first.at, contentVersion: first.contentVersion, receipt: '' })
    expect(await readChanges(viewer, before.value.revision)).toMatchObject({
      ok: true,
      value: { lessons: { [lesson.id]: { passed: { id: first.id } } } },
    })
  })

  it('comes to the same in every order and in every packing', async () => {
    const word = { kind: 'completed', id: randomUUID(), at: at(2), lessonId: lesson.id }
    const writes = [...allRight(), passed(40), passed(45), word]
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(writes, { minLength: writes.length }), fc.integer({ min: 1, max: 5 }), async (order, size) => {
        const { id } = await db().user.create({ data: { name: 'A learner' } })
        viewer = { ...viewer, id }
        for (let index = 0; index < order.length; index += size) await send(...order.slice(index, index + size), order[0])
        const { isProven, ...said } = await kept()
        outcomes.add(JSON.stringify([isProven, mergeProgress({ lessons: { it: said }, questions: {} }, EMPTY_PROGRESS)]))
      }),
      { numRuns: 8 },
    )
    expect([...outcomes]).toEqual([expect.stringMatching(/^\[true,/)])
  })

  it('of a lab that is gone, or of older content, is still a pass', async () => {
    const claim = { lessonId: 'les-retired', contentVersion: 'v20200101', at: at(3) }
    const { refused } = await send({ kind: 'passed', id: randomUUID(), ...claim, receipt: signPass(claim) })
    expect(refused).toEqual([])
  })
})

describe('a lesson that was completed before its lab had checks', () => {
  it('stays completed and proven, whatever is said of it later', async () => {
    course.hasChecks = false
    const answers = allRight()
    await send(...answers)
    const before = await kept()
    expect(before).toMatchObject({ isProven: true, completed: { id: answers.at(-1)?.id } })
    course.hasChecks = true
    await send({ kind: 'opened', id: randomUUID(), at: at(55), lessonId: lesson.id }, passed(56))
    expect(await kept()).toMatchObject({ isProven: true, completed: before.completed, passed: { at: at(56) } })
  })

  it('in a browser without an account stays so by its word, and is proven once it passes', async () => {
    const word = { kind: 'completed', id: randomUUID(), at: at(20), lessonId: lesson.id }
    await send(word, ...allRight())
    expect(await kept()).toMatchObject({ isProven: false, completed: { id: word.id } })
    const pass = passed(30)
    await send(pass)
    expect(await kept()).toMatchObject({ isProven: true, completed: { id: pass.id } })
  })
})
