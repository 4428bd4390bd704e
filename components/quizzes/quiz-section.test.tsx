import { isValidElement, type ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { beforeAll, describe, expect, it } from 'vitest'
import { QuizSection } from '#components/quizzes/quiz-section.tsx'
import { showQuestion } from '#components/quizzes/show-question.tsx'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { expandQuestion } from '#lib/quizzes/computed/expand-question.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import type { Question } from '#lib/quizzes/quiz-schema.ts'

const lessons: Lesson[] = []

beforeAll(async () => {
  for (const track of await listTracks()) {
    for (const step of track.steps) {
      const lesson = await findLesson(track.slug, step.slug)
      if (lesson && !('broken' in lesson)) lessons.push(lesson)
    }
  }
})

/** Letters and digits alone, so that markup, escapes and line breaks cannot hide a text. */
const bare = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** Whatever of a question must not be seen before it is answered. Texts too short to be told from others are left out. */
function secrets(question: Question): string[] {
  if ('seed' in question) return [question.explanation, ...expandQuestion(question, question.seed).options.map(({ why }) => why)].map(bare)
  const whys =
    question.type === 'fill-in'
      ? question.nearMisses.map((miss) => miss.why)
      : question.type === 'match'
        ? [...question.pairs, ...question.decoys].map((part) => part.why)
        : question.type === 'order'
          ? []
          : question.options.map((option) => option.why)
  return [question.explanation, ...whys].map(bare).filter((text) => text.length > 12)
}

/** Every text and every prop of what a server component hands to the browser. */
function texts(value: unknown): string {
  if (isValidElement<Record<string, unknown>>(value)) return `${texts(value.props)} `
  if (Array.isArray(value)) return value.map(texts).join(' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, item]) => `${name} ${texts(item)}`)
      .join(' ')
  return String(value)
}

async function toHtml(node: ReactNode): Promise<string> {
  const { prelude } = await prerender(node)
  return new Response(prelude).text()
}

describe('the questions of every lesson, before they are answered', () => {
  it('are there', () => {
    expect(lessons.length).toBeGreaterThan(0)
    for (const lesson of lessons) expect(lesson.quiz.questions.length, lesson.id).toBeGreaterThan(0)
    expect(lessons.flatMap((lesson) => lesson.quiz.questions).flatMap(secrets).length).toBeGreaterThan(lessons.length * 10)
  })

  it('hand nothing to the browser that explains or tells an answer', async () => {
    for (const { quiz } of lessons) {
      for (const question of quiz.questions) {
        const shown = toPublicQuestion(question)
        const payload = bare(`${JSON.stringify(shown)} ${texts(await showQuestion(shown, 1, { lastReviewed: '2026-11-21', path: '/learn/a/b' }))}`)
        for (const secret of secrets(question)) expect(payload.includes(secret), `${question.id} gives away: ${secret.slice(0, 60)}`).toBe(false)
        if (question.type === 'fill-in') expect(Object.keys(shown).toSorted()).toEqual(['id', 'prompt', 'rule', 'type'])
      }
    }
  })

  it('name no part by the id that its author gave it', async () => {
    for (const { quiz } of lessons) {
      for (const question of quiz.questions) {
        const keys = JSON.stringify(toPublicQuestion(question)).match(/"key":"[^"]*"/g) ?? []
        if (question.type !== 'fill-in') expect(keys.length).toBeGreaterThan(1)
        for (const key of keys) expect(key).toMatch(/^"key":"[0-9a-f]{12}"$/)
      }
    }
  })

  it('are drawn as a form that can be sent without scripts and holds no answer', async () => {
    for (const lesson of lessons) {
      const inProse = lesson.questionIdsInProse
      const html = await toHtml(
        <>
          {inProse.length > 0 ? <QuizSection lesson={lesson} ids={inProse} /> : null}
          <QuizSection lesson={lesson} />
        </>,
      )
      const words = bare(html.replace(/<[^>]*>/g, ' ').replace(/&[#a-z0-9]+;/g, ' '))
      const decoded = (text: string) => bare(text.replace(/['"&<>]/g, ' '))
      const [form = ''] = html.match(/<form[^>]*>/) ?? []
      expect(form).toContain('method="post"')
      expect(form).toContain(`action="/learn/${lesson.track.slug}/${lesson.slug}/answers"`)
      for (const question of lesson.quiz.questions) {
        expect(html.includes(`id="${question.id}"`), question.id).toBe(true)
        expect(new RegExp(`name="${question.id}(\\.(place|match)\\.[0-9a-f]{12})?"`).test(html), question.id).toBe(true)
        for (const secret of secrets(question))
          expect(words.includes(decoded(secret)), `${question.id} gives away: ${secret.slice(0, 60)}`).toBe(false)
      }
      expect(html.match(/ (checked|style)="/g)).toBeNull()
    }
  })
})
