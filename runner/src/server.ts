import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Admission, Refusal } from './admission.ts'
import { type Job, JobSchema, type RunEvent, type RunnerError } from './contract.ts'
import { answerJson, refuse } from './http-answers.ts'
import { SERVICE_LIMITS } from './limits.ts'
import { findNotPerformed } from './not-performed.ts'
import { runJob } from './run-job.ts'
import type { SandboxState } from './sandbox-state.ts'

export interface ServerParts {
  secret: string
  admission: Admission
  state: SandboxState
  log: Logger
}

/** The whole HTTP surface: runs for who knows the secret, health for everybody. */
export function createRunnerServer(parts: ServerParts): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 }, (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    route(parts, request, response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'request failed')
      if (response.headersSent) response.destroy()
      else refuse(response, { code: 'internal', message: 'the runner failed' })
    })
  })
  server.maxRequestsPerSocket = 1_000
  return server
}

async function route(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0]
  const methods: Record<string, string> = { '/v1/runs': 'POST', '/health/live': 'GET', '/health/ready': 'GET' }
  const method = methods[path ?? '']
  if (!method) return refuse(response, { code: 'not-found', message: 'there is no such resource' })
  if (request.method !== method) {
    response.setHeader('Allow', method)
    return refuse(response, { code: 'method-not-allowed', message: `expected ${method}` })
  }
  if (path === '/health/live') return answerJson(response, 200, { status: 'live' })
  if (path === '/health/ready') {
    const health = parts.state.health()
    return answerJson(response, health.status === 'unavailable' ? 503 : 200, health)
  }
  return run(parts, request, response)
}

async function run(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!knowsSecret(request, parts.secret)) {
    response.setHeader('WWW-Authenticate', 'Bearer')
    return refuse(response, { code: 'unauthorized', message: "expected the runner's secret as a bearer token" })
  }
  const body = await readBody(request)
  if (body === null) {
    response.setHeader('Connection', 'close')
    return refuse(response, { code: 'too-large', message: `expected at most ${SERVICE_LIMITS.bodyBytesMax} bytes` })
  }
  const parsed = parseJob(body)
  if (!parsed.ok) return refuse(response, parsed.error)
  const sandbox = parts.state.sandbox()
  if (!sandbox) {
    const { missing, fix } = parts.state.health()
    return refuse(response, {
      code: 'sandbox-unavailable',
      message: 'this machine has no working sandbox, so nothing is run',
      missing,
      fix: fix ?? undefined,
      retryAfterSeconds: 10,
    })
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const admitted = await parts.admission.admit(parsed.job.caller, gone.signal)
  if (!admitted.ok) return refuseAdmission(response, admitted.reason)
  const { queueMs, release } = admitted.value

  response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
  response.flushHeaders()
  const emit = (event: RunEvent): void => {
    if (!response.destroyed) response.write(`${JSON.stringify(event)}\n`)
  }
  const onFault = (error: unknown): void => {
    parts.log.error({ err: error }, 'run met a fault of the sandbox')
    void parts.state.check()
  }
  const { end, reusable } = await runJob(parsed.job, { sandbox, queueMs, signal: gone.signal, emit, onFault })
  if (reusable) release()
  else parts.log.error('a place is given up: something in it could not be ended')
  parts.log.info({ kind: parsed.job.kind, outcome: end.outcome, limit: end.limit?.name, ...end.used }, 'run ended')
  const patience = setTimeout(() => response.destroy(), SERVICE_LIMITS.flushMs)
  response.once('close', () => clearTimeout(patience))
  response.end()
}

/** Compares hashes, so that neither length nor content of the secret shows in the time it takes. */
function knowsSecret(request: IncomingMessage, secret: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(secret))
}

/** The body; null when it is over the limit. What is then still on its way is let go by, so that the refusal can be read. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= SERVICE_LIMITS.bodyBytesMax) parts.push(part)
      else resolve(null)
    })
    request.once('end', () => resolve(Buffer.concat(parts).toString('utf8')))
    request.once('error', reject)
  })
}

function parseJob(body: string): { ok: true; job: Job } | { ok: false; error: RunnerError } {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, error: { code: 'bad-request', message: 'expected a job as JSON' } }
  }
  const parsed = JobSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, error: { code: 'bad-request', message: issue?.message ?? 'expected a job', field: issue?.path.join('.') || undefined } }
  }
  const missing = findNotPerformed(parsed.data)
  return missing ? { ok: false, error: { code: 'not-performed', ...missing } } : { ok: true, job: parsed.data }
}

function refuseAdmission(response: ServerResponse, reason: Refusal): void {
  if (reason === 'cancelled') response.destroy()
  else refuse(response, ADMISSION_REFUSALS[reason])
}

const ADMISSION_REFUSALS: Record<Exclude<Refusal, 'cancelled'>, RunnerError> = {
  'too-many': { code: 'too-many', message: 'too many runs of yours are waiting already', retryAfterSeconds: 5 },
  busy: { code: 'busy', message: 'all places are taken and the queue is full', retryAfterSeconds: 10 },
  'shutting-down': { code: 'shutting-down', message: 'the runner is shutting down', retryAfterSeconds: 5 },
}
