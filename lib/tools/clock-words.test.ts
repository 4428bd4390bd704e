import { describe, expect, it } from 'vitest'
import { distanceWords, instantWords, spanWords } from './clock-words.ts'

describe('time in words', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59.9, '59 seconds'],
    [60, '1 minute'],
    [61, '1 minute 1 second'],
    [3600, '1 hour'],
    [3661, '1 hour 1 minute'],
    [86_400 + 61, '1 day'],
    [2 * 86_400 + 3 * 3600, '2 days 3 hours'],
    [400 * 86_400, '400 days'],
    [-90, '1 minute 30 seconds'],
  ])('says a span of %s seconds', (seconds, words) => {
    expect(spanWords(seconds)).toBe(words)
  })

  it('says where an instant stands', () => {
    expect(distanceWords(1000, 1500)).toBe('now')
    expect(distanceWords(61_000, 0)).toBe('in 1 minute 1 second')
    expect(distanceWords(0, 61_000)).toBe('1 minute 1 second ago')
  })

  it('names instants in UTC, and those of no calendar not at all', () => {
    expect(instantWords(Date.UTC(2026, 10, 22, 12, 3, 4))).toBe('Sun, 22 Nov 2026, 12:03:04 UTC')
    expect(instantWords(Number.NaN)).toBeNull()
    expect(instantWords(9e15)).toBeNull()
  })
})
