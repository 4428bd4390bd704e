import { describe, expect, it } from 'vitest'
import { DRAFT_ACTIONS, isRequestDraft, type RequestDraft } from './draft-field-rules.ts'
import { stepWords } from './lab-step-rules.ts'
import { ownStepOf, playableDrafts } from './request-draft-rules.ts'
import { draftAsStep } from './step-draft-rules.ts'

const surroundings = { hosts: ['shop.test', 'evil.test'], browsers: ['alice', 'mallory'], earlierIds: ['login'], scheme: 'https' as const }
const draft = (over: Partial<RequestDraft>): RequestDraft => ({
  id: 'own-1',
  browser: 'alice',
  method: 'POST',
  url: '/a',
  headers: '',
  body: '',
  cookiesFrom: '',
  ...over,
})

describe('a step of a browser that a learner adds', () => {
  it.each<[Partial<RequestDraft>, object]>([
    [{ action: 'visit' }, { type: 'visit', browser: 'alice', url: 'https://shop.test/a' }],
    [
      { action: 'link', url: 'http://evil.test/b' },
      { type: 'visit', browser: 'alice', url: 'http://evil.test/b', from: 'page' },
    ],
    [
      { action: 'submit', body: 'user=alice\nnote=a=b\nflag\n' },
      { type: 'submit', browser: 'alice', method: 'POST', url: 'https://shop.test/a', form: { user: 'alice', note: 'a=b', flag: '' } },
    ],
    [
      { action: 'submit', body: '' },
      { type: 'submit', browser: 'alice', method: 'POST', url: 'https://shop.test/a' },
    ],
    [
      { action: 'fetch', method: 'put', headers: 'X-A: 1', body: '{}', credentials: 'include' },
      { type: 'fetch', browser: 'alice', method: 'PUT', url: 'https://shop.test/a', headers: [['X-A', '1']], body: '{}', credentials: 'include' },
    ],
    [{ action: 'reload' }, { type: 'reload', browser: 'alice' }],
    [
      { action: 'read-cookies', browser: 'mallory' },
      { type: 'read-cookies', browser: 'mallory' },
    ],
    [
      { action: 'write-cookie', text: 'a=1; Path=/' },
      { type: 'write-cookie', browser: 'alice', cookie: 'a=1; Path=/' },
    ],
    [{ action: 'restart-browser' }, { type: 'restart-browser', browser: 'alice' }],
    [
      { action: 'wait', browser: '', text: '1.5' },
      { type: 'wait', seconds: 90 },
    ],
  ])('%j is played', (over, request) => {
    expect(ownStepOf(draft(over), surroundings)).toEqual({ request: { id: 'own-1', ...request } })
    expect(draftAsStep(draft(over))).toMatchObject({ id: 'own-1', type: 'type' in request ? request.type : '' })
    expect(stepWords(draftAsStep(draft(over)))).not.toMatch(/undefined|null|NaN/)
  })

  it.each<[Partial<RequestDraft>, string]>([
    [{ action: 'visit', browser: 'eve' }, 'browser'],
    [{ action: 'visit', url: '' }, 'url'],
    [{ action: 'visit', url: 'https://elsewhere.test/' }, 'url'],
    [{ action: 'submit', method: 'a b' }, 'method'],
    [{ action: 'fetch', headers: 'no colon' }, 'headers'],
    [{ action: 'fetch', credentials: 'always' }, 'credentials'],
    [{ action: 'fetch', method: 'GET', body: 'x' }, 'body'],
    [{ action: 'fetch', body: 'x'.repeat(17_000) }, 'body'],
    [{ action: 'write-cookie', text: ' ' }, 'text'],
    [{ action: 'wait', text: '0' }, 'text'],
    [{ action: 'wait', text: 'soon' }, 'text'],
    [{ action: 'wait', text: '9999999' }, 'text'],
  ])('%j is refused, and the field named', (over, field) => {
    const checked = ownStepOf(draft(over), surroundings)
    expect('mistakes' in checked && checked.mistakes.map((mistake) => mistake.field)).toEqual([field])
  })

  it('is kept with the others, and left out when its browser is gone from the lab', () => {
    const drafts = [draft({ action: 'visit' }), draft({ id: 'own-2', action: 'reload', browser: 'eve' }), draft({ id: 'own-3', method: 'GET' })]
    const played = playableDrafts(drafts, { ...surroundings, stepIds: ['login'] })
    expect(played.map(({ request }) => [request.id, request.type])).toEqual([
      ['own-1', 'visit'],
      ['own-3', 'request'],
    ])
  })

  it('is known when it is read back, and nothing else is', () => {
    for (const action of DRAFT_ACTIONS) expect(isRequestDraft(JSON.parse(JSON.stringify(draft({ action }))))).toBe(true)
    expect(isRequestDraft({ ...draft({}), action: 'steal' })).toBe(false)
    expect(isRequestDraft({ ...draft({}), browser: 7 })).toBe(false)
  })
})
