import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from '#lib/http/client-address.ts'

/** Probes, and files of the build: only worth a line when something is sought. */
const QUIET = /^\/(api\/health|_next)\//

/** One line for each answer: no headers, no body, no query (which may hold what is nobody's business). */
export function logAnswer(request: IncomingMessage, response: ServerResponse, log: Logger): void {
  const began = performance.now()
  const method = request.method
  const path = (request.url ?? '').replace(/\?.*$/s, '').slice(0, 500)
  response.once('close', () => {
    const status = response.statusCode
    const level = status >= 500 ? 'error' : QUIET.test(path) ? 'debug' : 'info'
    log[level](
      {
        requestId: request.headers[REQUEST_ID_HEADER],
        method,
        path,
        status,
        durationMs: Math.round((performance.now() - began) * 10) / 10,
        client: request.headers[CLIENT_ADDRESS_HEADER],
        ...(response.writableFinished ? {} : { cut: true }),
      },
      'answered',
    )
  })
}
