const FIRST_PAUSE_MS = 5000
const PAUSE_MS_MAX = 10 * 60_000
/** A mail about something of yesterday helps nobody. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000

/** When to try a mail again after its so-many-th failure: after 5, 10, 20 seconds and so on, ten minutes at most; null after a day. */
export function nextAttempt(mail: { attempts: number; createdAt: Date }, now: Date): Date | null {
  if (now.getTime() - mail.createdAt.getTime() > GIVE_UP_AFTER_MS) return null
  return new Date(now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** (mail.attempts - 1), PAUSE_MS_MAX))
}
