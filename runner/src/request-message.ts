import type { RequestStep } from './contract.ts'
import { hostOf } from './job-rules.ts'

/** A request as it goes over the wire, and where it goes. */
export interface RequestMessage {
  host: string
  method: string
  url: string
  raw: Buffer
}

/**
 * Writes a request step as HTTP/1.1 (RFC 9112): its headers in their order, before them `Host` and after them what the contract
 * adds when it is not given. `cookies` are `name=value` pairs of an earlier answer; they join a `Cookie` header of the step's own.
 */
export function writeRequest(step: RequestStep, cookies: string[]): RequestMessage {
  const [, scheme = 'http', authority = '', target = '/'] = /^(https?):\/\/([^/]+)(\/.*)?$/.exec(step.url) ?? []
  const has = (name: string): boolean => step.headers.some(([given]) => given.toLowerCase() === name)
  const body = Buffer.from(step.body ?? '', 'utf8')
  const headers: (readonly [string, string])[] = []
  if (!has('host')) headers.push(['Host', authority])
  let joined = cookies.length === 0
  for (const [name, value] of step.headers) {
    const joins = !joined && name.toLowerCase() === 'cookie'
    joined ||= joins
    headers.push([name, joins ? [value, ...cookies].join('; ') : value])
  }
  if (!joined) headers.push(['Cookie', cookies.join('; ')])
  if (!has('x-forwarded-proto')) headers.push(['X-Forwarded-Proto', scheme])
  if (step.body !== undefined && !has('content-length') && !has('transfer-encoding')) headers.push(['Content-Length', String(body.length)])
  const head = [`${step.method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return { host: hostOf(step.url), method: step.method, url: step.url, raw: Buffer.concat([Buffer.from(head, 'utf8'), body]) }
}

/**
 * The plain `name=value` pairs that an answer sets, without any rule of a cookie jar: attributes are not looked at, so a cookie
 * that the answer deletes is sent back empty. A name set twice has the later value, in the first one's place.
 */
export function cookiePairs(headers: readonly (readonly [string, string])[]): string[] {
  const pairs = new Map<string, string>()
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'set-cookie') continue
    const pair = (value.split(';', 1)[0] ?? '').trim()
    const key = pair.includes('=') ? pair.slice(0, pair.indexOf('=')).trim() : ''
    if (pair !== '' && pair !== '=') pairs.set(key, pair)
  }
  return [...pairs.values()]
}
