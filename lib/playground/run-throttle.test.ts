import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRunThrottle } from './run-throttle.ts'

const limits = { runsPerMinute: 6, runsBurst: 4, runsBurstSeconds: 10, runsAtOnce: 2 }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Asks of one who has no place, for as long as such a one is made to wait. */
const whilePlacesAreTaken = async <T>(asked: Promise<T>): Promise<T> => {
  await vi.advanceTimersByTimeAsync(1_100)
  return asked
}

const runOne = async (throttle: ReturnType<typeof createRunThrottle>, caller = 'a') => {
  const admission = await throttle.admit(caller)
  if (admission.ok) admission.release()
  return admission.ok ? 'ok' : `${admission.reason} ${admission.retryAfterSeconds}`
}

describe('the places of a caller', () => {
  it('are bounded at once, and free again as soon as one is given back', async () => {
    const throttle = createRunThrottle(limits)
    const [first, second] = [await throttle.admit('a'), await throttle.admit('a')]
    expect(first.ok && second.ok).toBe(true)
    expect(await whilePlacesAreTaken(throttle.admit('a'))).toMatchObject({ ok: false, reason: 'at-once' })
    expect(await runOne(throttle, 'b')).toBe('ok')
    if (first.ok) first.release()
    expect(await runOne(throttle)).toBe('ok')
  })

  it('are waited for while a run that was given up ends', async () => {
    const throttle = createRunThrottle(limits)
    const [first] = [await throttle.admit('a'), await throttle.admit('a')]
    setTimeout(() => first.ok && first.release(), 300)
    expect((await whilePlacesAreTaken(throttle.admit('a'))).ok).toBe(true)
    expect(await whilePlacesAreTaken(throttle.admit('a'))).toMatchObject({ ok: false, reason: 'at-once' })
  })

  it('are not freed twice by one release', async () => {
    const throttle = createRunThrottle(limits)
    const [first] = [await throttle.admit('a'), await throttle.admit('a')]
    if (first.ok) {
      first.release()
      first.release()
    }
    expect((await throttle.admit('a')).ok).toBe(true)
    expect(await whilePlacesAreTaken(throttle.admit('a'))).toMatchObject({ ok: false, reason: 'at-once' })
  })

  it('stay intact when many ask at the same moment', async () => {
    const throttle = createRunThrottle(limits)
    const admissions = await whilePlacesAreTaken(Promise.all(Array.from({ length: 50 }, () => throttle.admit('a'))))
    expect(admissions.filter(({ ok }) => ok)).toHaveLength(2)
    for (const admission of admissions) if (admission.ok) admission.release()
    expect(await runOne(throttle)).toBe('ok')
  })
})

describe('the pace of a caller', () => {
  it('is bounded in quick succession, then a minute, each with the seconds to wait', async () => {
    const throttle = createRunThrottle(limits)
    for (let run = 0; run < 4; run += 1) expect(await runOne(throttle)).toBe('ok')
    expect(await runOne(throttle)).toBe('rate 10')
    vi.advanceTimersByTime(10_000)
    for (let run = 0; run < 2; run += 1) expect(await runOne(throttle)).toBe('ok')
    expect(await runOne(throttle)).toBe('rate 50')
    expect(await runOne(throttle, 'b')).toBe('ok')
    vi.advanceTimersByTime(50_000)
    expect(await runOne(throttle)).toBe('ok')
  })

  it('costs no place when it refuses', async () => {
    const throttle = createRunThrottle({ ...limits, runsBurst: 1, runsAtOnce: 1 })
    expect(await runOne(throttle)).toBe('ok')
    for (let refused = 0; refused < 3; refused += 1) expect(await runOne(throttle)).toBe('rate 10')
    vi.advanceTimersByTime(10_000)
    expect(await runOne(throttle)).toBe('ok')
  })
})
