import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadQuestionForm } from './load-question-form.ts'

const form = {
  questionId: 'q-one',
  type: 'cookies-sent',
  seed: 7,
  situation: [{ tag: 'p', children: ['A jar'] }],
  options: [{ key: '0123456789ab', content: [{ tag: 'code', children: ['a=1'] }], words: 'a=1' }],
}
const answerWith = (status: number, body: unknown) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
  )

afterEach(() => vi.unstubAllGlobals())

describe('another form of a question', () => {
  it('is asked for by its seed and taken as it came', async () => {
    answerWith(200, form)
    expect(await loadQuestionForm('q-one', 7)).toEqual({ ok: true, form })
    expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe('/api/questions/q-one?seed=7')
  })

  it.each([
    ['too many were asked for', 429, {}, 'too-many'],
    ['the question is gone', 404, { error: { code: 'unknown-question', message: 'x' } }, 'gone'],
    ['there is no such page at all', 404, 'not found', 'away'],
    ['the site is away', 503, '', 'away'],
    ['something else answers', 200, '<html>', 'away'],
    ['the form is none', 200, { ...form, seed: 'x' }, 'away'],
    ['an option has an element that no rich text has', 200, { ...form, situation: [{ tag: 'script', children: [] }] }, 'away'],
  ])('does not come when %s', async (_, status, body, failure) => {
    answerWith(status, body)
    expect(await loadQuestionForm('q-one', 7)).toEqual({ ok: false, failure })
  })

  it('does not come when nobody answers', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('failed to fetch')))
    expect(await loadQuestionForm('q-one', 7)).toEqual({ ok: false, failure: 'offline' })
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new DOMException('late', 'TimeoutError')))
    expect(await loadQuestionForm('q-one', 7)).toEqual({ ok: false, failure: 'away' })
  })
})
