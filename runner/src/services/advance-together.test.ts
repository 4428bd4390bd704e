import { describe, expect, it } from 'vitest'
import { advanceTogether } from './advance-together.ts'

/** Programs whose timers fall due at these times, and all that was moved, in order. */
function moving(timersMs: number[]) {
  const told: string[] = []
  let nowMs = 0
  const moved = {
    programs: async (byMs: number) => {
      nowMs += byMs
      if (byMs > 0) told.push(`programs ${byMs}`)
      const next = timersMs.filter((ms) => ms > nowMs)
      return next.length === 0 ? null : Math.min(...next) - nowMs
    },
    services: async (byMs: number) => {
      told.push(`services ${byMs}`)
    },
    rest: async () => undefined,
  }
  return { moved, told }
}

describe('a wait', () => {
  it('moves services first, and all at once where no timer is set', async () => {
    const { moved, told } = moving([])
    await advanceTogether(60_000, moved, 10)
    expect(told).toEqual(['services 60000', 'programs 60000'])
  })

  it('stops at each timer, so that it finds the services as old as they then are', async () => {
    const { moved, told } = moving([1_000, 4_000.2, 90_000])
    await advanceTogether(60_000, moved, 10)
    expect(told).toEqual([...['services 1000', 'programs 1000'], ...['services 3001', 'programs 3001'], ...['services 55999', 'programs 55999']])
  })

  it('stops no more often than it may, and ends on time', async () => {
    const { moved, told } = moving(Array.from({ length: 1_000 }, (_, index) => index * 10))
    await advanceTogether(5_000, moved, 3)
    expect(told.filter((line) => line.startsWith('services'))).toEqual(['services 10', 'services 10', 'services 10', 'services 4970'])
  })

  it('ends with a timer that falls due at its end', async () => {
    const { moved, told } = moving([999.5])
    await advanceTogether(1_000, moved, 10)
    expect(told).toEqual(['services 1000', 'programs 1000'])
  })

  it('is never longer than it is, whatever a program says of its timers', async () => {
    const moved: number[] = []
    const programs = async (byMs: number) => {
      moved.push(byMs)
      return 0
    }
    await advanceTogether(50, { programs, services: async () => undefined, rest: async () => undefined }, 10)
    expect([moved.reduce((sum, ms) => sum + ms, 0), moved.length]).toEqual([50, 12])
  })
})
