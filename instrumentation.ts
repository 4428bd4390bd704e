import type { Instrumentation } from 'next'

/** What a page, an action or a handler threw and nobody expected: one line in the log, under the id that the answer carries. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { log } = await import('#lib/log.ts')
  const path = request.path.replace(/\?.*$/s, '')
  log().error({ err: error, requestId: request.headers['x-request-id'], method: request.method, path, route: context.routePath }, 'a request failed')
}
