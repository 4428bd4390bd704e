import { beforeEach, expect, it, vi } from 'vitest'
import { ACCOUNT_KEY, forgetAccount, readAccountHint, writeAccountHint } from '#components/accounts/account-hint.ts'

const ada = { id: 'a1', displayName: 'Ada' }
const eve = { id: 'e1', displayName: 'Eve' }
let kept: Map<string, string>
beforeEach(() => {
  kept = new Map([
    ['crumbtrail:progress', '{}'],
    ['crumbtrail:accounting', 'of another kind'],
  ])
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})

it('remembers who is signed in, and no more than id and name', () => {
  expect(readAccountHint()).toBeNull()
  expect(writeAccountHint({ ...ada, email: 'ada@example.org' } as typeof ada)).toBe(true)
  expect(readAccountHint()).toEqual(ada)
  expect(kept.get(ACCOUNT_KEY)).not.toContain('example.org')
})

it.each(['', 'null', '7', '{}', '{"id":""}', '{"id":1,"displayName":"x"}', '{"id":', `{"id":"${'x'.repeat(65)}","displayName":"x"}`])(
  'takes %j for nobody',
  (text) => {
    kept.set(ACCOUNT_KEY, text)
    expect(readAccountHint()).toBeNull()
  },
)

it('forgets everything of the account at sign-out, and nothing else', () => {
  writeAccountHint(ada)
  kept.set(`${ACCOUNT_KEY}:a1:outbox`, '[1]')
  forgetAccount()
  expect([...kept.keys()]).toEqual(['crumbtrail:progress', 'crumbtrail:accounting'])
})

it('leaves nothing of one account to another', () => {
  writeAccountHint(ada)
  kept.set(`${ACCOUNT_KEY}:a1:outbox`, '[1]')
  writeAccountHint(ada)
  expect(kept.get(`${ACCOUNT_KEY}:a1:outbox`)).toBe('[1]')
  kept.delete(ACCOUNT_KEY)
  writeAccountHint(eve)
  expect(kept.has(`${ACCOUNT_KEY}:a1:outbox`)).toBe(false)
  expect(kept.get('crumbtrail:progress')).toBe('{}')
})

it('knows nobody where storage is closed to the page', () => {
  vi.stubGlobal('localStorage', {
    get length(): number {
      throw new Error('closed')
    },
    getItem: () => {
      throw new Error('closed')
    },
  })
  expect(readAccountHint()).toBeNull()
  expect(writeAccountHint(ada)).toBe(false)
  forgetAccount()
})
