import { beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { findProgress } from './read-account.ts'
import { recordForm } from './record-form.ts'
import { hasAnswers, recordFormAnswers } from './record-form-answers.ts'

await takeTestDatabase()

let lesson: Lesson
let viewer: Viewer

beforeAll(async () => {
  const [path] = await listLessonPaths()
  const found = path ? await findLesson(path.track, path.lesson) : null
  if (!found || 'broken' in found) throw new Error('expected a lesson')
  lesson = found
  await db().lesson.create({ data: { id: lesson.id, track: 'a', slug: 'b', contentVersion: 'v20261121' } })
  await db().question.createMany({ data: lesson.quiz.questions.map(({ id, type }) => ({ id, type, lessonId: lesson.id })) })
  const { id } = await db().user.create({ data: { name: 'A learner' } })
  viewer = { id, displayName: 'A learner', role: 'learner' }
})

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 8, 0, seconds))

describe('a plain form', () => {
  it('sent twice within a minute, also over its turn, is one word; later it is another', async () => {
    const [question] = lesson.quiz.questions
    if (!question) throw new Error('expected a question')
    const answer = rightAnswer(question)
    const form = { kind: 'answer' as const, questionId: question.id, contentVersion: 'v20261121', answer }
    for (const second of [58, 59, 61]) expect(await recordForm(viewer, [form], at(second))).toEqual({ ok: true, value: null })
    const attempts = async () => {
      const progress = await findProgress(viewer)
      return progress.ok ? (progress.value.questions[question.id]?.attempts ?? []) : []
    }
    expect(await attempts()).toHaveLength(1)
    await recordForm(viewer, [form], at(300))
    expect(await attempts()).toHaveLength(2)
    expect(await hasAnswers(viewer, [{ questionId: question.id, answer }])).toEqual({ ok: true, value: true })
  })

  it('keeps the whole answers of a quiz, and leaves out what is not answered', async () => {
    const question = lesson.quiz.questions.find(({ type }) => type === 'single' || type === 'predict')
    if (!question) throw new Error('expected a question with one right choice')
    const answer = rightAnswer(question)
    const choice = 'choice' in answer ? answer.choice : ''
    expect(await recordFormAnswers(viewer, lesson, [[question.id, choice]], at(600))).toEqual({ ok: true, value: null })
    expect(await hasAnswers(viewer, [{ questionId: question.id, answer }])).toEqual({ ok: true, value: true })
    const progress = await findProgress(viewer)
    expect(progress.ok && progress.value.lessons[lesson.id]?.opened?.at).toBe(at(600).toISOString())
  })
})
