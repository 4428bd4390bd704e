import { describe, expect, it } from 'vitest'
import { type RequestStep, StepSchema } from './contract.ts'
import { cookiePairs, writeRequest } from './request-message.ts'

const write = (step: Partial<RequestStep>, cookies: string[] = []) =>
  writeRequest(StepSchema.parse({ id: 'a', type: 'request', method: 'GET', url: 'http://shop.test/', ...step }) as RequestStep, cookies)
const text = (step: Partial<RequestStep>, cookies: string[] = []): string => write(step, cookies).raw.toString('utf8')

describe('a request', () => {
  it('is written with Host first and the scheme in X-Forwarded-Proto', () => {
    expect(text({ url: 'https://shop.test/a?b=c' })).toBe('GET /a?b=c HTTP/1.1\r\nHost: shop.test\r\nX-Forwarded-Proto: https\r\n\r\n')
  })

  it('keeps a port in Host, for the host alone says who answers', () => {
    const message = write({ url: 'http://shop.test:8080/' })
    expect(message.host).toBe('shop.test')
    expect(message.raw.toString()).toContain('Host: shop.test:8080\r\n')
  })

  it('leaves what is given as it is given', () => {
    const headers: [string, string][] = [
      ['x-a', '1'],
      ['HOST', 'evil.test'],
      ['x-forwarded-proto', 'gopher'],
      ['Content-Length', '99'],
    ]
    expect(text({ method: 'POST', headers, body: 'hi' })).toBe(
      'POST / HTTP/1.1\r\nx-a: 1\r\nHOST: evil.test\r\nx-forwarded-proto: gopher\r\nContent-Length: 99\r\n\r\nhi',
    )
  })

  it('counts a body in bytes, an empty one too', () => {
    expect(text({ method: 'POST', body: 'é' })).toContain('Content-Length: 2\r\n\r\né')
    expect(text({ method: 'POST', body: '' })).toContain('Content-Length: 0\r\n\r\n')
    expect(text({ method: 'POST' })).not.toContain('Content-Length')
  })

  it('asks for the root where the URL names no path', () => {
    expect(text({ url: 'http://shop.test' })).toMatch(/^GET \/ HTTP/)
  })

  it('sends cookies back, joined with its own', () => {
    expect(text({}, ['a=1', 'b=2'])).toContain('\r\nCookie: a=1; b=2\r\n')
    expect(text({ headers: [['cookie', 'c=3']] }, ['a=1'])).toContain('\r\ncookie: c=3; a=1\r\n')
    expect(text({ headers: [['cookie', 'c=3']] }, ['a=1'])).not.toContain('Cookie')
  })
})

describe('the pairs of an answer', () => {
  const pairs = (...values: string[]): string[] => cookiePairs(values.map((value) => ['Set-Cookie', value] as const))

  it('are plain names and values, whatever the attributes say', () => {
    expect(pairs('sid=abc; Path=/x; HttpOnly', 'theme = dark ; Max-Age=0', 'gone=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toEqual([
      'sid=abc',
      'theme = dark',
      'gone=',
    ])
  })

  it('hold the last value of a name', () => {
    expect(pairs('a=1', 'b=2', 'a=3')).toEqual(['a=3', 'b=2'])
  })

  it('leave out what is empty, and other headers', () => {
    expect(pairs('', ';', '=')).toEqual([])
    expect(cookiePairs([['Cookie', 'a=1']])).toEqual([])
  })
})
