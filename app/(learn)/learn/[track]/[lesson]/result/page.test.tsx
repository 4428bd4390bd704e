import { prerender } from 'react-dom/static'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { rightAnswer } from '#lib/quizzes/example-questions.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import { matchField, placeField, seedField } from '#lib/quizzes/quiz-form.ts'
import type { Question } from '#lib/quizzes/quiz-schema.ts'
import Page from './page.tsx'

// A request outside of the framework has no cookies to read: these are a stranger's.
vi.mock('#lib/accounts/current-viewer.ts', () => ({ findViewer: () => Promise.resolve(null) }))

const lessons: Lesson[] = []

beforeAll(async () => {
  for (const track of await listTracks()) {
    for (const step of track.steps) {
      const lesson = await findLesson(track.slug, step.slug)
      if (lesson && !('broken' in lesson)) lessons.push(lesson)
    }
  }
})

type Query = Record<string, string | string[]>

/** The words of the page, in reading order. */
async function read(lesson: Lesson, query: Query): Promise<string> {
  const params = Promise.resolve({ track: lesson.track.slug, lesson: lesson.slug })
  const { prelude } = await prerender(await Page({ params, searchParams: Promise.resolve(query) }))
  const html = await new Response(prelude).text()
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
}

function rightFields(question: Question): Query {
  const answer = rightAnswer(question)
  switch (answer.type) {
    case 'single':
    case 'predict':
      return { [question.id]: answer.choice }
    case 'set-cookie-verdict':
      return { [question.id]: answer.choice, [seedField(question.id)]: String(answer.seed) }
    case 'cookies-sent':
      return { [question.id]: answer.choices, [seedField(question.id)]: String(answer.seed) }
    case 'multiple':
      return { [question.id]: answer.choices }
    case 'fill-in':
      return { [question.id]: answer.text }
    case 'order':
      return Object.fromEntries(answer.order.map((key, index) => [placeField(question.id, key), String(index + 1)]))
    case 'match':
      return Object.fromEntries(answer.pairs.map((pair) => [matchField(question.id, pair.left), pair.right]))
  }
}

describe('the result of a quiz sent as a form', () => {
  it('grades every right answer right and says that nothing is kept', async () => {
    for (const lesson of lessons) {
      const { questions } = lesson.quiz
      const words = await read(lesson, Object.assign({}, ...questions.map(rightFields)))
      expect(words).toContain(`${questions.length} of ${questions.length} right.`)
      expect(words).toContain('nothing is kept')
      expect(words).not.toMatch(/Not right yet|Not answered|Not graded/)
    }
  })

  it('says so when nothing was answered, and shows no answer', async () => {
    for (const lesson of lessons) {
      const words = await read(lesson, {})
      expect(words).toContain('No question was answered.')
      expect(words).toContain('Back to the lesson')
      expect(words).not.toMatch(/This is it|This is right|Belongs at place/)
    }
  })

  it('shows what was chosen, what is right and why', async () => {
    const lesson = lessons.find(({ quiz }) => quiz.questions.some(({ type }) => type === 'single'))
    const question = lesson?.quiz.questions.find((candidate) => candidate.type === 'single')
    if (!lesson || question?.type !== 'single') throw new Error('expected a question with one right choice')
    const shown = toPublicQuestion(question)
    const wrong = question.options.findIndex((option) => !option.right)
    const key = shown.type === 'single' ? (shown.options[wrong]?.key ?? '') : ''
    const words = await read(lesson, { [question.id]: key, asked: question.id })
    expect(words).toContain('0 of 1 right.')
    expect(words).toContain('You chose this. Not this one.')
    expect(words).toContain('This is right.')
    expect(words).toContain('Try it again')
  })

  it('keeps closed what was not answered and says what was expected of a bad field', async () => {
    const [lesson] = lessons
    const [first, second] = lesson?.quiz.questions ?? []
    if (!lesson || !first || !second) throw new Error('expected two questions')
    const words = await read(lesson, { [first.id]: ['<script>', 'x'], asked: [first.id, second.id], contentVersion: 'v20200101', __proto__x: 'y' })
    expect(words).toContain('Not graded.')
    expect(words).toMatch(/Expected (one answer; 2 came|the key of one of the choices)/)
    expect(words).toContain('Not answered.')
    expect(words).toContain('The lesson has changed since you opened it')
    expect(words).not.toContain(second.explanation.slice(0, 40))
  })
})
