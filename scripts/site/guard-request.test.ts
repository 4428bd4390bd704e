import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trustedRanges } from '#lib/http/address-rules.ts'
import { guardRequest, type SiteFacts } from './guard-request.ts'

type Seen = { status: number; headers: IncomingHttpHeaders; handed: IncomingHttpHeaders | null; body: string }

let port = 0
let facts: SiteFacts = { origin: 'http://localhost:3000', isDevelopment: false, trusted: trustedRanges([]), kindOf: () => 'unknown' }
let answerHeaders: Record<string, string> = {}
let handed: IncomingHttpHeaders | null = null

const server = createServer((incoming, response) => {
  handed = null
  if (!guardRequest(incoming, response, facts)) return
  handed = { ...incoming.headers }
  for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value)
  response.end('from the framework')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers: { host: 'localhost:3000', ...headers } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, handed, body }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

describe('what the framework is handed', () => {
  it('names the peer as the client, whatever the client claims', async () => {
    const { handed: seen } = await ask('/', { 'x-forwarded-for': '198.51.100.7', 'x-client-address': '198.51.100.7', 'x-real-ip': '198.51.100.7' })
    expect(seen).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-client-address': '127.0.0.1',
      'x-forwarded-host': 'localhost:3000',
      'x-forwarded-proto': 'http',
    })
    expect(seen).not.toHaveProperty('x-real-ip')
  })

  it('names the client that a trusted proxy forwards', async () => {
    facts = { ...facts, trusted: trustedRanges(['127.0.0.0/8']) }
    const { handed: seen, headers } = await ask('/', { 'x-forwarded-for': '198.51.100.7', 'x-request-id': 'from-the-proxy-1' })
    expect(seen?.['x-client-address']).toBe('198.51.100.7')
    expect(headers['x-request-id']).toBe('from-the-proxy-1')
    facts = { ...facts, trusted: trustedRanges([]) }
  })

  it('does not take a request id from a stranger', async () => {
    const { headers, handed: seen } = await ask('/', { 'x-request-id': 'from-a-stranger-1' })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen?.['x-request-id']).toBe(headers['x-request-id'])
  })

  it('is nothing at all when a rule objects', async () => {
    const { status, handed: seen, headers, body } = await ask('/api/runs', {}, 'POST')
    expect([status, seen]).toEqual([403, null])
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" })
    expect(body).not.toContain('framework')
  })
})

describe('what the browser gets', () => {
  it('is the nonce that the framework was given, on a page made for the request', async () => {
    answerHeaders = { 'content-type': 'text/html; charset=utf-8' }
    const first = await ask('/')
    const nonce = /'nonce-([^']+)'/.exec(String(first.headers['content-security-policy']))?.[1]
    expect(nonce).toMatch(/^[\w-]{24}$/)
    expect(first.handed?.['content-security-policy']).toContain(`'nonce-${nonce}'`)
    expect((await ask('/')).headers['content-security-policy']).not.toContain(nonce)
  })

  it('is the policy of built pages on a built page', async () => {
    answerHeaders = { 'content-type': 'text/html; charset=utf-8', 'x-nextjs-prerender': '1', 'cache-control': 's-maxage=31536000' }
    const { headers } = await ask('/')
    expect(headers['content-security-policy']).toContain("script-src 'self' 'unsafe-inline'")
    expect(headers['cache-control']).toContain('max-age=0')
  })

  it("is a handler's own policy where it sets one", async () => {
    answerHeaders = { 'content-type': 'image/svg+xml', 'content-security-policy': "default-src 'none'" }
    expect((await ask('/')).headers['content-security-policy']).toBe("default-src 'none'")
    answerHeaders = {}
  })
})
