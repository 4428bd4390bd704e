import { describe, expect, it, vi } from 'vitest'
import { createAnswerPermits } from './answer-permit.ts'

describe('permits to answer', () => {
  it('are counted by address, and say how long to wait when they are used up', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00Z') })
    try {
      const permits = createAnswerPermits(3)
      for (let index = 0; index < 3; index += 1) expect(await permits.take('192.0.2.1')).toEqual({ ok: true })
      vi.setSystemTime(new Date('2026-11-21T10:01:00Z'))
      expect(await permits.take('192.0.2.1')).toEqual({ ok: false, retryAfterSeconds: 240 })
      expect(await permits.take('192.0.2.2')).toEqual({ ok: true })
      vi.setSystemTime(new Date('2026-11-21T10:05:01Z'))
      expect(await permits.take('192.0.2.1')).toEqual({ ok: true })
    } finally {
      vi.useRealTimers()
    }
  })
})
