import { describe, expect, it } from 'vitest'
import { judgeReadiness, migrationsState } from './readiness-rules.ts'

describe('readiness', () => {
  it.each([
    ['ready when database and migrations are', { database: 'ok', migrations: 'current', runner: 'ready' }, 'ready'],
    ['ready without a runner', { database: 'ok', migrations: 'current', runner: 'away' }, 'ready'],
    ['unready without the database', { database: 'away', migrations: 'unknown', runner: 'ready' }, 'unready'],
    ['unready with migrations pending', { database: 'ok', migrations: 'pending', runner: 'ready' }, 'unready'],
  ] as const)('is %s', (_, checks, status) => expect(judgeReadiness(checks)).toEqual({ status, checks }))

  it('lacks a migration that this build expects, and lacks nothing when a newer release has added some', () => {
    expect(migrationsState(['1_a', '2_b'], ['1_a'])).toBe('pending')
    expect(migrationsState(['1_a'], ['1_a', '2_b'])).toBe('current')
  })
})
