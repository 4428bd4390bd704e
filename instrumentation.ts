import type { Instrumentation } from 'next'
import { isDatabaseAway } from '#lib/database-rules.ts'
import { setAnswerStatus } from '#lib/http/answer-status.ts'

/** Once, as a process of the site begins; not while the site is built. */
export async function register(): Promise<void> {
  // Compiled for the edge as well, which has neither a database nor mails; the condition keeps it out there.
  // biome-ignore lint/style/noProcessEnv: the framework writes this one while it compiles
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startUpkeep } = await import('#lib/health/start-upkeep.ts')
    startUpkeep()
  }
}

/**
 * What a page, an action or a handler threw and nobody expected: one line in the log, under the id that the answer carries. Where the database was
 * away, the answer says that it will be back.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const requestId = request.headers['x-request-id']
  if (typeof requestId === 'string' && isDatabaseAway(error)) setAnswerStatus(requestId, { status: 503, retryAfterSeconds: 5 })
  const { log } = await import('#lib/log.ts')
  const path = request.path.replace(/\?.*$/s, '')
  log().error({ err: error, requestId, method: request.method, path, route: context.routePath }, 'a request failed')
}
