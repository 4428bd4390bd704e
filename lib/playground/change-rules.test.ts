import { describe, expect, it } from 'vitest'
import { changedRows } from './change-rules.ts'
import type { ExampleAnswer } from './example-browsers.ts'
import { exampleShop, exampleTimeline } from './example-lab.ts'

const STEPS = [
  { id: 'visit', type: 'visit', url: 'https://shop.test/', browser: 'alice' },
  { id: 'login', type: 'submit', method: 'POST', url: 'https://shop.test/login', browser: 'alice' },
  { id: 'read', type: 'read-cookies', browser: 'alice' },
] as const
const changes = (before: ExampleAnswer, now: ExampleAnswer) => [...changedRows(exampleTimeline(STEPS, before).rows, exampleTimeline(STEPS, now).rows)]
const with200 =
  (line: string, body = 'ok'): ExampleAnswer =>
  () => ({ status: 200, headers: [['Set-Cookie', line]], body })

describe('what changed since the last run', () => {
  it('is nothing when nothing did', () => expect(changes(exampleShop, exampleShop)).toEqual([]))

  it('is nothing when only random values differ', () => {
    const session = (seed: string) => with200(`sid=${seed.repeat(32)}; HttpOnly`, `Your id is ${seed.repeat(32)}`)
    expect(changes(session('a'), session('b'))).toEqual([])
  })

  it('is nothing against a recording, which has names for them', () => {
    expect(changes(with200('sid=session#1; HttpOnly'), with200(`sid=${'4f'.repeat(16)}; HttpOnly`))).toEqual([])
  })

  it('is nothing against the names of a recording that stand within a signed value', () => {
    const signed = `s%3A1798880400.${'Ab3'.repeat(14)}x`
    expect(changes(with200('card=s%3Adate#1.signature#1'), with200(`card=${signed}`))).toEqual([])
  })

  it('is told by status and target', () => {
    const moved: ExampleAnswer = ({ url }) => (url.endsWith('/login') ? { status: 303, headers: [['Location', '/']] } : { status: 200, body: 'ok' })
    const stays: ExampleAnswer = () => ({ status: 200, body: 'ok' })
    expect(changes(moved, stays)).toEqual([['login', ['200 was 303', 'it led to /', 'the body is another']]])
  })

  it('is told by cookies and their attributes', () => {
    expect(changes(with200('sid=a'), with200('sid=a; HttpOnly'))).toEqual([
      ['visit', ['sid has another value or other attributes']],
      ['login', ['sid has another value or other attributes']],
      ['read', ['sid is hidden from scripts, was shown to scripts']],
    ])
  })

  it('is told by what a browser keeps back', () => {
    const [before, now] = [with200('__Host-a=1; Secure; Path=/'), with200('__Host-a=1; Secure')]
    expect(changes(before, now)[0]).toEqual(['visit', ['__Host-a is refused, was set']])
  })

  it('is told by the body', () => expect(changes(with200('a=1', 'one'), with200('a=1', 'two'))[0]).toEqual(['visit', ['the body is another']]))
})
