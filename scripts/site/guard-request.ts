import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientOf, plainAddress, type TrustedRanges } from '#lib/http/address-rules.ts'
import { takeAnswerStatus } from '#lib/http/answer-status.ts'
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from '#lib/http/client-address.ts'
import { baseHeaders, cacheControlOf, contentSecurityPolicy, referrerPolicyOf } from '#lib/http/header-rules.ts'
import { isPosing, judge, type PathKind } from '#lib/http/request-rules.ts'

export type SiteFacts = {
  origin: string
  isDevelopment: boolean
  trusted: TrustedRanges
  kindOf: (path: string) => PathKind
}

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/**
 * Everything that is decided about a request before the framework sees it. Answers it itself when a rule objects (then false);
 * else hands it on in a form that can be believed: one host, forwarding headers from the socket, a request id, a nonce.
 */
export function guardRequest(request: IncomingMessage, response: ServerResponse, facts: SiteFacts): boolean {
  const own = new URL(facts.origin)
  const site = { isHttps: own.protocol === 'https:', isDevelopment: facts.isDevelopment }
  const peer = request.socket.remoteAddress
  const isPeerTrusted = facts.trusted.includes(plainAddress(peer) ?? '')
  const client = clientOf(peer, joined(request.headers['x-forwarded-for']), facts.trusted) ?? 'unknown'
  const given = joined(request.headers[REQUEST_ID_HEADER])
  const requestId = isPeerTrusted && REQUEST_ID.test(given) ? given : randomUUID()
  const verdict = judge(
    { method: request.method ?? '', target: request.url ?? '', headers: request.headers },
    { origin: facts.origin, isPeerTrusted, kindOf: facts.kindOf },
  )

  for (const name of Object.keys(request.headers)) if (isPosing(name)) delete request.headers[name]
  const nonce = randomBytes(18).toString('base64url')
  const dynamicPolicy = contentSecurityPolicy({ kind: 'request', nonce }, site)
  Object.assign(request.headers, {
    host: own.host,
    'x-forwarded-host': own.host,
    'x-forwarded-proto': own.protocol.slice(0, -1),
    'x-forwarded-port': own.port || (site.isHttps ? '443' : '80'),
    'x-forwarded-for': client,
    [CLIENT_ADDRESS_HEADER]: client,
    [REQUEST_ID_HEADER]: requestId,
    // The framework reads the nonce for its own scripts from here.
    'content-security-policy': dynamicPolicy,
  })

  for (const [name, value] of Object.entries({ ...baseHeaders(site), 'X-Request-Id': requestId })) response.setHeader(name, value)
  const referrerPolicy = referrerPolicyOf(request.url ?? '')
  if (referrerPolicy) response.setHeader('Referrer-Policy', referrerPolicy)
  if (verdict.kind === 'pass') {
    finishHeaders(response, requestId, { dynamic: dynamicPolicy, built: contentSecurityPolicy({ kind: 'built' }, site) })
    return true
  }
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  if (verdict.kind === 'redirect') {
    response.writeHead(verdict.status, { Location: verdict.location, 'Cache-Control': 'no-store' }).end()
    return false
  }
  // What the sender still has to say is not read: the connection ends with this answer.
  response.writeHead(verdict.status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(verdict.allow ? { Allow: verdict.allow } : {}),
  })
  response.end(`${verdict.status}: ${verdict.reason}\n`)
  return false
}

/** What only the framework's answer can tell is decided when its headers are about to go: whether the page was built or made now. */
function finishHeaders(response: ServerResponse, requestId: string, policies: { dynamic: string; built: string }): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.once('close', () => takeAnswerStatus(requestId))
  response.writeHead = ((given: number, ...rest: unknown[]) => {
    const wanted = given === 200 || given === 500 ? takeAnswerStatus(requestId) : null
    const status = wanted?.status ?? given
    if (wanted?.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(wanted.retryAfterSeconds))
    const isBuilt = response.hasHeader('x-nextjs-prerender') || !isPage(response)
    if (!response.hasHeader('content-security-policy')) response.setHeader('Content-Security-Policy', isBuilt ? policies.built : policies.dynamic)
    const cacheControl = cacheControlOf({ isBuilt, status, given: String(response.getHeader('cache-control') ?? '') })
    if (cacheControl) response.setHeader('Cache-Control', cacheControl)
    response.removeHeader('x-powered-by')
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
}

/** Pages carry scripts with the request's nonce; everything else (chunks, workers, pictures, JSON) carries none. */
function isPage(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/html')
}

function joined(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '')
}
