export type Checks = {
  database: 'ok' | 'away'
  /** `unknown` while the database is away. */
  migrations: 'current' | 'pending' | 'unknown'
  /** Never decides: without it lessons are read and questions answered all the same. */
  runner: 'ready' | 'degraded' | 'unavailable' | 'away' | 'disabled'
}

export type Readiness = { status: 'ready' | 'unready' | 'shutting-down'; checks: Checks | null }

/** Ready is: the database answers and holds every migration of this build. More than these (a newer release beside us) is fine. */
export function judgeReadiness(checks: Checks): Readiness {
  return { status: checks.database === 'ok' && checks.migrations === 'current' ? 'ready' : 'unready', checks }
}

/** Whether nothing of what this build expects is missing. */
export function migrationsState(expected: readonly string[], applied: readonly string[]): 'current' | 'pending' {
  return expected.every((name) => applied.includes(name)) ? 'current' : 'pending'
}
