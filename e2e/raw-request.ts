/** A request exactly as given, which no browser would make: any method, any Host, from another address than the journeys' proxy. */
import { type IncomingHttpHeaders, request } from 'node:http'

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: string }
type Asked = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The sender's address; one that is not among the trusted proxies unless it is 127.0.0.1. */
  from?: string
}

export function rawRequest(
  baseURL: string,
  path: string,
  { method = 'GET', headers = {}, body, from = '127.0.0.2' }: Asked = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseURL)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const sent = request(
      // A family of its own, because the sender's address has one.
      { hostname, port, path, method, localAddress: from, family: 4, agent: false, headers: { host: new URL(baseURL).host, ...length, ...headers } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }))
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
