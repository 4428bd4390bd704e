import 'server-only'
import { type Logger, pino } from 'pino'
import { env } from './env.ts'
import { logOptions } from './log-options.ts'

let logger: Logger | undefined

/**
 * The site's log: `log().warn({ requestId, reason }, 'sentence')`. Names of secrets are redacted down to the third level, but
 * nothing secret is to be handed over in the first place.
 */
export function log(): Logger {
  logger ??= pino(logOptions(env().LOG_LEVEL))
  return logger
}
