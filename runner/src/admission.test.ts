import { describe, expect, it } from 'vitest'
import { type Admission, type Admitted, createAdmission, type Permit } from './admission.ts'

const BOUNDS = { places: 2, queueMax: 3, queueWaitMs: 1_000, callerRunningMax: 2, callerWaitingMax: 2 }
const never = new AbortController().signal
const granted = (admitted: Admitted): Permit => {
  if (!admitted.ok) throw new Error(`refused: ${admitted.reason}`)
  return admitted.value
}
const admit = (admission: Admission, caller: string, signal = never) => admission.admit(caller, signal)
const settled = async (promise: Promise<Admitted>) =>
  Promise.race([promise, new Promise<'waiting'>((resolve) => setTimeout(() => resolve('waiting'), 5))])

describe('admission', () => {
  it('lets as many run as there are places, and the next only after a release', async () => {
    const admission = createAdmission(BOUNDS)
    const first = granted(await admit(admission, 'a'))
    granted(await admit(admission, 'b'))
    const third = admit(admission, 'c')
    expect(await settled(third)).toBe('waiting')
    first.release()
    expect((await third).ok).toBe(true)
    expect(admission.state()).toEqual({ running: 2, waiting: 0, isClosed: false })
  })

  it('holds its limit when more come than it takes, and after each refusal', async () => {
    const admission = createAdmission(BOUNDS)
    const all = Array.from({ length: 9 }, (_, index) => admit(admission, `caller-${index}`))
    const refused = (await Promise.all(all.map(settled))).filter((one) => one !== 'waiting' && !one.ok)
    expect(refused).toEqual(Array.from({ length: 4 }, () => ({ ok: false, reason: 'busy' })))
    expect(admission.state()).toMatchObject({ running: 2, waiting: 3 })
    expect(admission.isFull()).toBe(true)
    for (const [index, one] of all.entries()) if (index < 5) granted(await one).release()
    expect(admission.state()).toMatchObject({ running: 0, waiting: 0 })
    expect(admission.isFull()).toBe(false)
  })

  it('does not give a place twice when it is released twice', async () => {
    const admission = createAdmission(BOUNDS)
    const first = granted(await admit(admission, 'a'))
    first.release()
    first.release()
    for (const caller of ['a', 'b']) granted(await admit(admission, caller))
    expect(await settled(admit(admission, 'c'))).toBe('waiting')
  })

  it('lets no caller take more than their share, and lets others pass them', async () => {
    const admission = createAdmission({ ...BOUNDS, places: 4 })
    const greedy = [granted(await admit(admission, 'greedy')), granted(await admit(admission, 'greedy'))]
    const waiting = admit(admission, 'greedy')
    expect(await settled(waiting)).toBe('waiting')
    expect((await admit(admission, 'modest')).ok).toBe(true)
    void admit(admission, 'greedy')
    expect(await admit(admission, 'greedy')).toEqual({ ok: false, reason: 'too-many' })
    greedy[0]?.release()
    expect((await waiting).ok).toBe(true)
  })

  it('forgets who gave up waiting', async () => {
    const admission = createAdmission(BOUNDS)
    const [first] = [granted(await admit(admission, 'a')), granted(await admit(admission, 'b'))]
    const controller = new AbortController()
    const waiting = admit(admission, 'c', controller.signal)
    controller.abort()
    expect(await waiting).toEqual({ ok: false, reason: 'cancelled' })
    expect(admission.state().waiting).toBe(0)
    first?.release()
    expect((await admit(admission, 'd')).ok).toBe(true)
  })

  it('does not let anybody wait for ever', async () => {
    const admission = createAdmission({ ...BOUNDS, queueWaitMs: 10 })
    await admit(admission, 'a')
    await admit(admission, 'b')
    expect(await admit(admission, 'c')).toEqual({ ok: false, reason: 'busy' })
  })

  it('sends all away when it closes', async () => {
    const admission = createAdmission(BOUNDS)
    await admit(admission, 'a')
    await admit(admission, 'b')
    const waiting = admit(admission, 'c')
    admission.close()
    expect([await waiting, await admit(admission, 'd')]).toEqual(Array.from({ length: 2 }, () => ({ ok: false, reason: 'shutting-down' })))
  })

  it('serves those who wait in turns by caller, whoever came first', async () => {
    const admission = createAdmission({ ...BOUNDS, places: 1, queueMax: 9, callerWaitingMax: 9 })
    const first = granted(await admit(admission, 'running'))
    const served: string[] = []
    const all = ['eager', 'eager', 'eager', 'ann', 'ben', 'ann'].map(async (caller, index) => {
      const permit = granted(await admit(admission, caller))
      served.push(`${caller}-${index}`)
      permit.release()
    })
    first.release()
    await Promise.all(all)
    expect(served).toEqual(['eager-0', 'ann-3', 'ben-4', 'eager-1', 'ann-5', 'eager-2'])
  })

  it('tells everybody how many are before them, at first and whenever it changes', async () => {
    const admission = createAdmission({ ...BOUNDS, places: 1, queueMax: 9, callerWaitingMax: 9 })
    const first = granted(await admit(admission, 'running'))
    const told: Record<string, number[]> = {}
    const leaving = new AbortController()
    const enter = (name: string, caller: string, signal = never) => {
      told[name] = []
      return admission.admit(caller, signal, (position) => told[name]?.push(position))
    }
    const eager = enter('eager', 'eager')
    void enter('eager again', 'eager')
    void enter('ann', 'ann', leaving.signal)
    void enter('ben', 'ben')
    expect(told).toEqual({ eager: [1], 'eager again': [2, 3, 4], ann: [2], ben: [3] })
    leaving.abort()
    expect(told).toMatchObject({ 'eager again': [2, 3, 4, 3], ben: [3, 2] })
    first.release()
    granted(await eager)
    // Who was served goes behind all others.
    expect(told).toMatchObject({ eager: [1], 'eager again': [2, 3, 4, 3, 2], ben: [3, 2, 1] })
  })
})
