import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { RunnerError } from './contract.ts'
import { answerJson, refuse } from './http-answers.ts'
import { answerRun, type RunParts } from './service/answer-run.ts'
import { openApiDocument } from './service/openapi.ts'
import type { Readiness } from './service/readiness.ts'

export interface ServerParts extends Pick<RunParts, 'admission' | 'state' | 'metrics' | 'log'> {
  secret: string
  readiness: Readiness
}

type Parts = ServerParts & RunParts
/** Answers, or says why not. */
type Handler = (parts: Parts, request: IncomingMessage, response: ServerResponse) => Promise<RunnerError | null> | RunnerError | null

/** The whole HTTP surface: runs for who knows the secret, health and figures for the machine itself. */
export function createRunnerServer(given: ServerParts): Server {
  const parts: Parts = { ...given, underWay: new Map(), onProof: given.readiness.onProof }
  const refuseAndCount = (response: ServerResponse, error: RunnerError): void => {
    parts.metrics.refused(error.code)
    refuse(response, error)
  }
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 }, (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    route(parts, request, response).then(
      (error) => error && refuseAndCount(response, error),
      (error: unknown) => {
        parts.log.error({ err: error }, 'request failed')
        if (response.headersSent) response.destroy()
        else refuseAndCount(response, { code: 'internal', message: 'the runner failed' })
      },
    )
  })
  server.maxRequestsPerSocket = 1_000
  return server
}

const ROUTES: Record<string, Record<string, Handler>> = {
  '/v1/runs': { POST: withSecret(answerRun) },
  '/v1/runs/{runId}': { DELETE: withSecret(endRun) },
  '/v1/openapi.json': { GET: (_parts, _request, response) => done(() => answerJson(response, 200, openApiDocument())) },
  '/health/live': { GET: (_parts, _request, response) => done(() => answerJson(response, 200, { status: 'live' })) },
  '/health/ready': { GET: answerReady },
  '/metrics': { GET: (parts, request, response) => (isLocal(request) ? answerMetrics : withSecret(answerMetrics))(parts, request, response) },
}

async function route(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<RunnerError | null> {
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  const name = path.replace(/^\/v1\/runs\/[^/]+$/, '/v1/runs/{runId}')
  const methods = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined
  if (!methods) return { code: 'not-found', message: 'there is no such resource' }
  const handler = Object.hasOwn(methods, request.method ?? '') ? methods[request.method ?? ''] : undefined
  if (handler) return handler(parts, request, response)
  const allowed = Object.keys(methods).join(', ')
  response.setHeader('Allow', allowed)
  return { code: 'method-not-allowed', message: `expected ${allowed}` }
}

function done(action: () => void): null {
  action()
  return null
}

function withSecret(handler: Handler): Handler {
  return (parts, request, response) => {
    if (knowsSecret(request, parts.secret)) return handler(parts, request, response)
    response.setHeader('WWW-Authenticate', 'Bearer')
    return { code: 'unauthorized', message: "expected the runner's secret as a bearer token" }
  }
}

/** Compares hashes, so that neither length nor content of the secret shows in the time it takes. */
function knowsSecret(request: IncomingMessage, secret: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(secret))
}

const isLocal = ({ socket }: IncomingMessage): boolean => /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '')

function endRun(parts: Parts, request: IncomingMessage, response: ServerResponse): RunnerError | null {
  const runId = (request.url ?? '').split('?', 1)[0]?.split('/').at(-1) ?? ''
  const ending = parts.underWay.get(runId)
  if (!ending) return { code: 'not-found', message: 'no such run waits or goes on' }
  ending.abort(new Error('the run was ended by its caller'))
  return done(() => response.writeHead(204).end())
}

async function answerReady(parts: Parts, _request: IncomingMessage, response: ServerResponse): Promise<null> {
  const health = await parts.readiness.health()
  return done(() => answerJson(response, health.status === 'unavailable' ? 503 : 200, health))
}

async function answerMetrics(parts: Parts, _request: IncomingMessage, response: ServerResponse): Promise<null> {
  const text = await parts.metrics.text()
  return done(() => response.writeHead(200, { 'Content-Type': parts.metrics.contentType, 'Cache-Control': 'no-store' }).end(text))
}
