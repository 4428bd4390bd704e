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
    expect(admission.state()).toEqual({ running: 2, waiting: 0 })
  })

  it('holds its limit when more come than it takes, and after each refusal', async () => {
    const admission = createAdmission(BOUNDS)
    const all = Array.from({ length: 9 }, (_, index) => admit(admission, `caller-${index}`))
    const refused = (await Promise.all(all.map(settled))).filter((one) => one !== 'waiting' && !one.ok)
    expect(refused).toEqual(Array.from({ length: 4 }, () => ({ ok: false, reason: 'busy' })))
    expect(admission.state()).toEqual({ running: 2, waiting: 3 })
    for (const [index, one] of all.entries()) if (index < 5) granted(await one).release()
    expect(admission.state()).toEqual({ running: 0, waiting: 0 })
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
})
