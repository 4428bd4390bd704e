import { afterEach, describe, expect, it, vi } from 'vitest'
import { sendAnswer } from './send-answer.ts'

const request = { questionId: 'q-jar', contentVersion: 'v20260528', answer: { type: 'fill-in' as const, text: 'x' } }
const reply = {
  questionId: 'q-jar',
  lessonId: 'les-jar',
  contentVersion: 'v20260528',
  stale: false,
  feedback: { verdict: 'right', parts: [{ key: '', state: 'right', whys: [] }], accepted: ['x'], explanation: [{ tag: 'p', children: ['Why'] }] },
  receipt: 'a.b.c',
}
const error = (code: string, message = 'said why') => ({ error: { code, message } })
const answerWith = (response: Response | Error) =>
  vi.stubGlobal('fetch', () => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)))

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('sending an answer', () => {
  it('brings back the feedback and the receipt', async () => {
    answerWith(Response.json(reply))
    expect(await sendAnswer(request)).toEqual({ ok: true, reply })
  })

  it.each<[string, Response | Error, unknown]>([
    ['no network', new TypeError('Failed to fetch'), { reason: 'offline' }],
    ['no answer in time', new DOMException('late', 'TimeoutError'), { reason: 'away' }],
    [
      'too many answers',
      Response.json(error('too-many'), { status: 429, headers: { 'retry-after': '17' } }),
      { reason: 'too-many', retryAfterSeconds: 17 },
    ],
    ['too many answers and no time said', new Response('slow down', { status: 429 }), { reason: 'too-many', retryAfterSeconds: 30 }],
    ['a site that is away', new Response('<html>', { status: 503 }), { reason: 'away' }],
    ['a fault of the site', Response.json(error('x'), { status: 500 }), { reason: 'away' }],
    ['a question that is gone', Response.json(error('unknown-question'), { status: 404 }), { reason: 'gone' }],
    [
      'an answer that is refused',
      Response.json(error('bad-request', 'expected a text'), { status: 400 }),
      { reason: 'refused', message: 'expected a text' },
    ],
    ['a page in place of an answer', new Response('<html>', { status: 200 }), { reason: 'away' }],
    ['a reply of another shape', Response.json({ ...reply, feedback: { verdict: 'perfect' } }), { reason: 'away' }],
  ])('with %s says so', async (_, response, failure) => {
    answerWith(response)
    expect(await sendAnswer(request)).toEqual({ ok: false, failure })
  })
})
