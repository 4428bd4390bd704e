import type { ServerResponse } from 'node:http'
import type { RunnerError } from './contract.ts'

/** The HTTP status of each refusal. */
export const STATUS: Record<RunnerError['code'], number> = {
  'bad-request': 400,
  unauthorized: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'too-many': 429,
  internal: 500,
  busy: 503,
  'sandbox-unavailable': 503,
  'service-missing': 503,
  'shutting-down': 503,
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}

/** Refuses a request in the one shape of refusals, with `Retry-After` where waiting helps. */
export function refuse(response: ServerResponse, error: RunnerError): void {
  if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', error.retryAfterSeconds)
  answerJson(response, STATUS[error.code], { error })
}
