import { describe, expect, it } from 'vitest'
import { exampleTimeline } from './example-lab.ts'
import { browserAround, browserAtEnd } from './jar-view-rules.ts'
import { scriptText } from './script-text.ts'

const VISIT = { id: 'visit', type: 'visit', url: 'https://shop.test/', browser: 'alice' } as const
const LOGIN = { id: 'login', type: 'submit', method: 'POST', url: 'https://shop.test/login', browser: 'alice' } as const
const names = ({ cookies }: { cookies: readonly { name: string }[] }) => cookies.map(({ name }) => name)

describe('a jar', () => {
  const { run } = exampleTimeline([
    VISIT,
    LOGIN,
    { id: 'steal', type: 'steal-cookie', browser: 'mallory', from: 'alice', name: 'sid' },
    { id: 'wait', type: 'wait', seconds: 1860 },
    { id: 'again', type: 'visit', url: 'https://shop.test/account', browser: 'alice' },
    { id: 'restart', type: 'restart-browser', browser: 'alice' },
  ])

  it.each([
    [0, [], ['theme']],
    [1, ['theme'], ['theme', 'sid']],
    [2, ['theme', 'sid'], ['theme', 'sid']],
    [3, ['sid'], ['sid']],
  ])('around exchange %i', (index, before, after) => {
    const found = browserAround(run, 'alice', index)
    expect([names(found.before), names(found.after)]).toEqual([before, after])
  })

  it('knows the page that the answer brought', () => {
    expect(browserAround(run, 'alice', 0)).toMatchObject({ before: { page: null }, after: { page: 'https://shop.test/' } })
    expect(browserAround(run, 'alice', 2).after.page).toBe('https://shop.test/account')
  })

  it('is emptied of the session by a restart, while the thief keeps the copy', () => {
    expect(names(browserAtEnd(run, 'alice'))).toEqual([])
    expect(names(browserAtEnd(run, 'mallory'))).toEqual(['sid'])
  })

  it('shows a script what it may see', () => {
    const { after } = browserAround(run, 'alice', 2)
    expect(scriptText(after.cookies, 'https://shop.test/account')).toBe('theme=dark')
    expect(scriptText(after.cookies, 'https://evil.test/')).toBe('')
    expect(scriptText(after.cookies, 'about:blank')).toBeNull()
  })
})

it('a cookie that is set again is replaced, and one that is deleted is gone', () => {
  const lines = ['a=1', 'b=1', 'a=2', 'b=; Max-Age=0']
  const steps = lines.map((_, index) => ({ id: `s${index}`, type: 'visit', url: `https://shop.test/${index}`, browser: 'alice' }) as const)
  const { run } = exampleTimeline(steps, ({ url }) => ({
    status: 200,
    headers: [['Set-Cookie', `${lines[Number(new URL(url).pathname.slice(1))]}; Path=/`]],
  }))
  expect(browserAtEnd(run, 'alice').cookies.map(({ name, value }) => `${name}=${value}`)).toEqual(['a=2'])
})
