import { beforeAll, describe, expect, it, vi } from 'vitest'
import { CLIENT_ADDRESS_HEADER } from '#lib/http/client-address.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { AnswerReplySchema } from '#lib/quizzes/answer-contract.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { readReceipt } from '#lib/quizzes/receipt.ts'
import { POST } from './route.ts'

const lessons: Lesson[] = []
let first: { questionId: string; contentVersion: string; answer: unknown }

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test and nothing else')
  vi.stubEnv('RUNNER_SECRET', 'another secret for this test and nothing else')
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1/nothing')
  for (const track of await listTracks()) {
    for (const step of track.steps) {
      const lesson = await findLesson(track.slug, step.slug)
      if (lesson && !('broken' in lesson)) lessons.push(lesson)
    }
  }
  const [lesson] = lessons
  const [question] = lesson?.quiz.questions ?? []
  if (!lesson || !question) throw new Error('expected a lesson with a question')
  first = { questionId: question.id, contentVersion: lesson.frontMatter.contentVersion, answer: rightAnswer(question) }
})

const send = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request('http://localhost/api/answers', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

describe('POST /api/answers', () => {
  it('grades the right answer of every question right, explains it and signs a receipt', async () => {
    for (const lesson of lessons) {
      for (const question of lesson.quiz.questions) {
        const { contentVersion } = lesson.frontMatter
        const response = await send({ questionId: question.id, contentVersion, answer: rightAnswer(question) })
        expect(response.status, question.id).toBe(200)
        expect(response.headers.get('cache-control')).toBe('no-store')
        const reply = AnswerReplySchema.parse(await response.json())
        expect(reply).toMatchObject({ questionId: question.id, lessonId: lesson.id, contentVersion, stale: false, feedback: { verdict: 'right' } })
        expect(reply.feedback.explanation.length).toBeGreaterThan(0)
        expect(await readReceipt(reply.receipt)).toMatchObject({
          ok: true,
          value: { questionId: question.id, lessonId: lesson.id, verdict: 'right' },
        })
      }
    }
  })

  it('tells a page of another version that it is stale, and grades it all the same', async () => {
    const response = await send({ ...first, contentVersion: 'v20200101' })
    expect(await response.json()).toMatchObject({ stale: true, contentVersion: first.contentVersion, feedback: { verdict: 'right' } })
  })

  it.each<[string, () => unknown, number, string, string | undefined]>([
    ['no JSON', () => '{', 400, 'bad-request', 'body'],
    ['no object', () => [], 400, 'bad-request', 'body'],
    ['no question', () => ({ ...first, questionId: undefined }), 400, 'bad-request', 'questionId'],
    ['a question that is an object', () => ({ ...first, questionId: { $ne: '' } }), 400, 'bad-request', 'questionId'],
    ['an unknown question', () => ({ ...first, questionId: 'q-of-nobody' }), 404, 'unknown-question', 'questionId'],
    ['a prototype for a question', () => ({ ...first, questionId: '__proto__' }), 404, 'unknown-question', 'questionId'],
    ['no version', () => ({ ...first, contentVersion: '' }), 400, 'bad-request', 'contentVersion'],
    ['no answer', () => ({ ...first, answer: undefined }), 400, 'bad-request', 'answer'],
    ['an answer of no type', () => ({ ...first, answer: { type: 'guess' } }), 400, 'bad-request', 'answer.type'],
    ['a field too many', () => ({ ...first, verdict: 'right' }), 400, 'bad-request', 'body'],
    ['a body without end', () => ' '.repeat(17_000), 413, 'too-large', undefined],
  ])('refuses %s and says what was expected', async (_, body, status, code, field) => {
    const response = await send(body())
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { error } = await response.json()
    expect(error).toMatchObject({ code, message: expect.stringMatching(/expected|there is no such/) })
    expect(error.field).toBe(field)
    expect(JSON.stringify(error)).not.toContain('Invalid input')
  })

  it('refuses a body of another type', async () => {
    expect((await send('questionId=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  it('stops one address that sends without end, says how long to wait, and goes on for others', async () => {
    const from = (address: string) => send('{', { [CLIENT_ADDRESS_HEADER]: address })
    for (let index = 0; index < 300; index += 1) expect((await from('203.0.113.9')).status).toBe(400)
    const refused = await from('203.0.113.9')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ error: { code: 'too-many' } })
    expect((await from('203.0.113.10')).status).toBe(400)
  })
})
