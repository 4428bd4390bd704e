import { describe, expect, it } from 'vitest'
import { lessonFeed } from '#components/site/lesson-feed.ts'
import type { Track, TrackStep } from '#lib/lessons/lesson.ts'

const step = (number: number, title: string, lastReviewed: string | null): TrackStep => ({
  number,
  slug: `step-${number}`,
  title,
  aim: 'An aim.',
  level: 'basic',
  moduleId: 'module',
  lesson: lastReviewed
    ? {
        id: `les-${number}`,
        summary: 'Say "<script>" & more',
        mode: 'none',
        minutes: 5,
        contentVersion: 'v20260101',
        lastReviewed,
        questionIds: [],
        hasLab: false,
      }
    : null,
})

const track = (steps: TrackStep[]): Track => ({
  id: 'a',
  slug: 'a-track',
  title: 'A & B',
  summary: 'Sum.',
  modules: [{ id: 'module', title: 'M', steps }],
  steps,
})

describe('lessonFeed', () => {
  const feed = lessonFeed([track([step(1, 'Older', '2026-01-01'), step(2, "What's <new>", '2026-03-04'), step(3, 'Unwritten', null)])])

  it('lists written lessons alone, the last reviewed first', () => {
    expect([...feed.matchAll(/<entry>\s*<title>([^<]*)/g)].map(([, title]) => title)).toEqual(['What&#39;s &lt;new&gt;', 'Older'])
    expect(feed).toContain('<updated>2026-03-04T00:00:00Z</updated>')
  })

  it('holds texts as text', () => {
    expect(feed).toContain('<summary>Say &quot;&lt;script&gt;&quot; &amp; more</summary>')
    expect(feed).toContain('label="A &amp; B"')
    expect(feed).not.toContain('<script>')
  })

  it('gives entries ids that a renamed lesson keeps', () => {
    expect(feed).toMatch(/<id>http[^<]*\/#les-2<\/id>/)
  })
})
