import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'
import { POST } from './route.ts'

// A request outside of the framework has no cookies to read: these are a stranger's.
vi.mock('#lib/accounts/current-viewer.ts', () => ({ findViewer: () => Promise.resolve(null) }))

let lesson: Lesson

beforeAll(async () => {
  const [track] = await listTracks()
  const step = track?.steps.find((candidate) => candidate.lesson)
  const found = track && step ? await findLesson(track.slug, step.slug) : null
  if (!found || 'broken' in found) throw new Error('expected a lesson')
  lesson = found
})

const post = (body: string, { track = lesson.track.slug, slug = lesson.slug, type = 'application/x-www-form-urlencoded' } = {}) =>
  POST(new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body }), {
    params: Promise.resolve({ track, lesson: slug }),
  })

describe('a quiz sent as a form', () => {
  it('leads to its result, at an address that holds the answers and nothing else', async () => {
    const id = lesson.quiz.questions[0]?.id ?? ''
    const response = await post(`${id}=0123456789ab&asked=${id}&unknown=1&__proto__=2&${id}.place.x=3`)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/learn/${lesson.track.slug}/${lesson.slug}/result?${id}=0123456789ab&asked=${id}`)
  })

  it('with nothing in it leads to a result as well', async () => {
    expect((await post('')).headers.get('location')).toBe(`/learn/${lesson.track.slug}/${lesson.slug}/result?`)
  })

  it('cannot break out of the address', async () => {
    const id = lesson.quiz.questions[0]?.id ?? ''
    const location = (await post(`${id}=${encodeURIComponent('x\r\nset-cookie: a=b#/')}`)).headers.get('location') ?? ''
    expect(location).not.toMatch(/[\r\n#]/)
  })

  it.each([
    ['larger than a quiz can be', () => post(`a=${'x'.repeat(17_000)}`), 413],
    ['that is no form', () => post('{}', { type: 'application/json' }), 415],
    ['without a type', () => post('a=b', { type: 'text/plain' }), 415],
    ['to a lesson that is not there', () => post('a=b', { slug: 'nowhere' }), 404],
  ])('is refused when it is one %s', async (_, send, status) => {
    expect((await send()).status).toBe(status)
  })
})
