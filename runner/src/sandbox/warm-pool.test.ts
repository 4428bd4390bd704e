import { describe, expect, it } from 'vitest'
import type { Place, Sandbox } from './sandbox.ts'
import { createWarmPool, type WarmPool } from './warm-pool.ts'

const BOUNDS = { places: 3, bootsAtOnce: 2, retryMs: 5, graceMs: 0 }

const notAsked = (): Promise<never> => Promise.reject(new Error('not asked'))

/** A sandbox whose places are opened by hand, one `boot` each. */
function createHandSandbox() {
  const asked: { settle: (error?: Error) => void; urgency: string }[] = []
  const opened: (Place & { id: number; closed: boolean; whole: boolean })[] = []
  const sandbox: Sandbox = {
    layers: ['hand'],
    degraded: [],
    services: [],
    close: () => undefined,
    open: (urgency = 'now') =>
      new Promise((resolve, reject) => {
        const settle = (error?: Error) => {
          if (error) return reject(error)
          const place = {
            id: opened.length,
            closed: false,
            whole: true,
            agent: { ready: Promise.resolve(), awaitListen: async () => true, exchange: notAsked, ask: notAsked },
            isWhole: () => place.whole,
            prepare: async () => undefined,
            startService: notAsked,
            start: () => {
              throw new Error('not asked')
            },
            usage: () => ({ cpuMs: 0, memoryPeakBytes: 0, oomKills: 0, sampled: null }),
            makeWay: () => undefined,
            isBusy: () => false,
            listeningPorts: () => [],
            close: async () => {
              place.closed = true
            },
          }
          opened.push(place)
          resolve(place)
        }
        asked.push({ settle, urgency })
      }),
  }
  const boot = async (error?: Error): Promise<string | undefined> => {
    const next = asked.shift()
    next?.settle(error)
    await new Promise((resolve) => setTimeout(resolve, 0))
    return next?.urgency
  }
  return { sandbox, opened, boot, asked: () => asked.length }
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
}

const filled = async (hand: ReturnType<typeof createHandSandbox>): Promise<WarmPool> => {
  const pool = createWarmPool(hand.sandbox, BOUNDS)
  for (let count = 0; count < BOUNDS.places; count += 1) await hand.boot()
  return pool
}

describe('a warm pool', () => {
  it('boots its places a few at a time, and no more than it holds', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, BOUNDS)
    expect(hand.asked()).toBe(2)
    for (let count = 0; count < 3; count += 1) expect(await hand.boot()).toBe('spare')
    expect([hand.asked(), pool.state()]).toEqual([0, { waiting: 3, booting: 0, takers: 0 }])
  })

  it('gives each place once, oldest first, and boots the next behind it', async () => {
    const hand = createHandSandbox()
    const pool = await filled(hand)
    const taken = [await pool.open(), await pool.open()]
    expect(taken).toEqual([hand.opened[0], hand.opened[1]])
    await until(() => pool.state().booting === 2)
    expect(pool.state()).toEqual({ waiting: 1, booting: 2, takers: 0 })
  })

  it('serves those who found none in the order in which they came, and lets them not wait for spare ones', async () => {
    const hand = createHandSandbox()
    const pool = await filled(hand)
    for (let count = 0; count < 3; count += 1) await pool.open()
    const order: number[] = []
    const late = [pool.open(), pool.open(), pool.open()].map((one, index) => one.then(() => order.push(index)))
    const urgencies = [await hand.boot(), await hand.boot(), await hand.boot()]
    await Promise.all(late)
    expect(order).toEqual([0, 1, 2])
    // Two were on their way when nobody waited.
    expect(urgencies).toEqual(['spare', 'spare', 'now'])
  })

  it('never gives a place that died while it waited, and clears it away', async () => {
    const hand = createHandSandbox()
    const pool = await filled(hand)
    const [first, second] = hand.opened
    if (first) first.whole = false
    expect(await pool.open()).toBe(second)
    expect(first?.closed).toBe(true)
  })

  it('tells who waits that a boot failed, and fills itself again later', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, { ...BOUNDS, places: 1 })
    const waiting = pool.open().catch((error: Error) => error.message)
    await hand.boot(new Error('no namespace'))
    expect(await waiting).toBe('no namespace')
    for (let count = 0; count < 10 && pool.state().waiting < 1; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await hand.boot()
    }
    expect(pool.state().waiting).toBe(1)
  })

  it('closes what waits, and what was still booting', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, BOUNDS)
    await hand.boot()
    pool.close()
    while (hand.asked() > 0) await hand.boot()
    expect(hand.opened.every((place) => place.closed)).toBe(true)
  })

  it('forgets who gave up waiting for a place', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, { ...BOUNDS, places: 1, bootsAtOnce: 1 })
    const leaving = new AbortController()
    const gone = pool.open('now', leaving.signal)
    expect(pool.state().takers).toBe(1)
    leaving.abort(new Error('left'))
    await expect(gone).rejects.toThrow('left')
    await expect(pool.open('now', leaving.signal)).rejects.toThrow('left')
    await hand.boot()
    expect(pool.state()).toEqual({ waiting: 1, booting: 0, takers: 0 })
  })

  it('lets nobody wait when it is closed', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, BOUNDS)
    const taking = pool.open()
    pool.close()
    await expect(taking).rejects.toThrow('closed')
    await expect(pool.open()).rejects.toThrow('closed')
  })

  it('lends only what nobody needs', async () => {
    const hand = createHandSandbox()
    const pool = await filled(hand)
    expect(pool.takeSpare()).toBe(hand.opened[0])
    expect(pool.takeSpare()).toBe(hand.opened[1])
    expect(pool.takeSpare()).toBeNull()
    expect(pool.state().waiting).toBe(1)
  })

  it('replaces places that died while they waited, and counts them', async () => {
    const hand = createHandSandbox()
    const heard: string[] = []
    const ears = { booted: () => heard.push('booted'), bootFailed: () => heard.push('failed'), discarded: () => heard.push('discarded') }
    const pool = createWarmPool(hand.sandbox, { ...BOUNDS, places: 2 }, ears)
    for (let count = 0; count < 2; count += 1) await hand.boot()
    Object.assign(hand.opened[0] as Place, { whole: false })
    pool.sweep()
    expect([pool.state(), hand.opened.map(({ closed }) => closed)]).toEqual([{ waiting: 1, booting: 1, takers: 0 }, [true, false]])
    await hand.boot(new Error('no'))
    expect(heard).toEqual(['booted', 'booted', 'discarded', 'failed'])
  })

  it('boots nothing beside a run that has just begun, unless no place is left', async () => {
    const hand = createHandSandbox()
    const pool = createWarmPool(hand.sandbox, { ...BOUNDS, places: 2, graceMs: 1_000_000 })
    for (let count = 0; count < 2; count += 1) await hand.boot()
    await pool.open()
    expect(pool.state()).toEqual({ waiting: 1, booting: 0, takers: 0 })
    await pool.open()
    expect(pool.state()).toEqual({ waiting: 0, booting: 2, takers: 0 })
    pool.close()
  })
})
