import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newClientId } from './composer-state.ts'
import { forgetDraft, keepDraft, readDraft } from './draft-store.ts'

const stored = new Map<string, string>()

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  })
})

const draft = { text: 'Half a thought', clientId: '01a200e8-b305-4390-bb89-15be45547b4d', version: '' }

describe('drafts', () => {
  it('are kept for a composer, under the account where there is one', () => {
    keepDraft(null, 'thread:les-a', draft)
    keepDraft('u1', 'thread:les-a', { ...draft, text: 'Another' })
    expect(readDraft(null, 'thread:les-a')).toEqual(draft)
    expect(readDraft('u1', 'thread:les-a')?.text).toBe('Another')
    expect(readDraft('u2', 'thread:les-a')).toBeNull()
    expect([...stored.keys()]).toEqual(['crumbtrail:draft:thread:les-a', 'crumbtrail:account:u1:draft:thread:les-a'])
  })

  it('go when they are empty or taken', () => {
    keepDraft('u1', 'a', draft)
    keepDraft('u1', 'a', { ...draft, text: ' \n' })
    keepDraft('u1', 'b', draft)
    forgetDraft('u1', 'b')
    expect(stored.size).toBe(0)
  })

  it.each(['', '{', 'null', '{}', '{"text":1}', '{"text":"a","clientId":"<script>","version":""}'])('that cannot be read are none: %s', (text) => {
    stored.set('crumbtrail:draft:a', text)
    expect(readDraft(null, 'a')).toBeNull()
  })

  it('are told to be lost where storage is closed', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('closed')
      },
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => {
        throw new Error('closed')
      },
    })
    expect(keepDraft(null, 'a', draft)).toBe(false)
    expect(readDraft(null, 'a')).toBeNull()
    expect(() => forgetDraft(null, 'a')).not.toThrow()
  })
})

it('a form’s id is one that the server takes, and no other has it', () => {
  const ids = Array.from({ length: 100 }, newClientId)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(100)
})
