import type { Role } from '../viewer.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a session lives at most, and how long without being used. */
export type SessionLife = { absoluteMs: number; idleMs: number }

/** A learner has only their own work to lose: 30 days in all (NIST SP 800-63B-4, AAL1), 7 days unused for a browser left behind. */
const LEARNER_LIFE: SessionLife = { absoluteMs: 30 * DAY_MS, idleMs: 7 * DAY_MS }

/** Who can touch other people's words or roles signs in once a working day, and again after an hour away (AAL2: 24 hours, 1 hour). */
const STAFF_LIFE: SessionLife = { absoluteMs: 12 * HOUR_MS, idleMs: HOUR_MS }

/** `lastSeenAt` moves at most this often, so that reading does not write: idleness is known to within this. */
export const SESSION_SEEN_EVERY_MS = 5 * MINUTE_MS

/** For so long after signing in, what else would be asked for a password is let through without: time for a trip to an identity provider. */
const FRESH_MS = 15 * MINUTE_MS

export function sessionLife(role: Role): SessionLife {
  return role === 'learner' ? LEARNER_LIFE : STAFF_LIFE
}

type SessionTimes = { createdAt: Date; lastSeenAt: Date; expiresAt: Date }

/**
 * Whether a session still stands at this moment, by the life of the role that its user has now.
 * Source: OWASP ASVS 5.0, 7.3.1 (idle) and 7.3.2 (absolute).
 */
export function isSessionAlive({ createdAt, lastSeenAt, expiresAt }: SessionTimes, role: Role, now: Date): boolean {
  const { absoluteMs, idleMs } = sessionLife(role)
  return now < expiresAt && now.getTime() - createdAt.getTime() < absoluteMs && now.getTime() - lastSeenAt.getTime() < idleMs
}

/**
 * Whether somebody signed in so lately that nobody else can sit there now; asked before another way into the account is added, and where there is
 * no password to ask for. Source: OWASP ASVS 5.0, 7.5.1.
 */
export function isSessionFresh(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() < FRESH_MS
}

export function isSeenDue(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= SESSION_SEEN_EVERY_MS
}
