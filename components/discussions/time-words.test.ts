import { describe, expect, it } from 'vitest'
import { agoWords, exactWords } from './time-words.ts'

const now = new Date('2026-11-22T12:00:00Z')
const secondsAgo = (seconds: number) => agoWords(new Date(now.getTime() - seconds * 1000), now)

describe('times in words', () => {
  it.each([
    [-5, 'just now'],
    [59, 'just now'],
    [60, '1 minute ago'],
    [3599, '59 minutes ago'],
    [3600, '1 hour ago'],
    [86_399, '23 hours ago'],
    [86_400, '1 day ago'],
    [13 * 86_400, '1 week ago'],
    [29 * 86_400, '4 weeks ago'],
    [30 * 86_400, '1 month ago'],
    [364 * 86_400, '12 months ago'],
    [800 * 86_400, '2 years ago'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(secondsAgo(seconds)).toBe(words)
  })

  it('are exact on demand', () => {
    expect(exactWords(new Date('2026-11-22T01:13:59Z'))).toMatch(/^22 November 2026.*01:13 UTC$/)
  })
})
