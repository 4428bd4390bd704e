import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createResponseReader, type ReadEnd } from './response-reader.ts'

const BOUNDS = { headBytesMax: 1024, bodyBytesMax: 512, readBytesMax: 8192, chunkLineBytesMax: 64, headersMax: 20 }

/** Feeds a response in portions of the given sizes and, unless it ended before, closes the connection. */
function read(text: string, { method = 'GET', sizes = [text.length], close = true } = {}) {
  const reader = createResponseReader(method, BOUNDS)
  const bytes = Buffer.from(text, 'latin1')
  let end: ReadEnd | null = null
  for (let at = 0, index = 0; at < bytes.length && !end; index += 1) {
    const size = Math.max(sizes[index % sizes.length] ?? 1, 1)
    end = reader.push(bytes.subarray(at, at + size))
    at += size
  }
  if (!end && close) end = reader.close()
  return { end, response: reader.response(), partial: reader.partial() }
}
const bodyOf = (result: ReturnType<typeof read>) => result.response?.body.toString('latin1')

describe('a response', () => {
  it('is read with its head as it was written', () => {
    const { end, response } = read(
      'HTTP/1.1 200 All is well\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-Latin: caf\xe9\r\nContent-Length: 2\r\n\r\nhi',
    )
    expect(end).toBe('complete')
    expect(response).toMatchObject({ status: 200, reason: 'All is well', bytes: 98, cut: false })
    expect(response?.headers).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-Latin', 'caf\xe9'],
      ['Content-Length', '2'],
    ])
    expect(response?.raw.subarray(response.bodyOffset).toString()).toBe('hi')
  })

  it('ends where it says it does; what came with its last bytes is kept raw and is no part of its body', () => {
    const two = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 500 Forged\r\n\r\n'
    const result = read(two, { close: false })
    expect([result.end, result.response?.status, bodyOf(result)]).toEqual(['complete', 200, 'hi'])
    expect(result.response?.raw.toString()).toBe(two)
    expect(bodyOf(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\nHTTP/1.1 500 Forged\r\n\r\n'))).toBe('hi')
  })

  it('is read by its chunks where it tells a length too (RFC 9112, section 6.3)', () => {
    const result = read('HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n', { close: false })
    expect([result.end, bodyOf(result)]).toEqual(['complete', 'hi'])
  })

  it('ends with the connection when it tells no length', () => {
    const result = read('HTTP/1.0 200 OK\r\n\r\nuntil the end')
    expect([result.end, bodyOf(result)]).toEqual(['complete', 'until the end'])
  })

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'],
    ['GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'],
    ['GET', 'HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['GET', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'],
  ])('to %s has no body where none may be: %s', (method, text) => {
    const result = read(text, { method, close: false })
    expect([result.end, bodyOf(result)]).toEqual(['complete', ''])
  })

  it('is the final one after interim answers, which stay in what was received', () => {
    const { end, response } = read(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx',
    )
    expect([end, response?.status, response?.body.toString()]).toEqual(['complete', 201, 'x'])
    expect(response?.raw.subarray(response.bodyOffset).toString()).toBe('x')
    expect(response?.raw.toString()).toContain('Early Hints')
  })

  it('has its chunked framing taken off, with extensions and trailers', () => {
    const result = read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x="y"\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\nextra')
    expect([result.end, bodyOf(result)]).toEqual(['complete', 'abc0123456789'])
  })

  it.each([
    ['a chunk size that is none', 'xyz\r\nabc\r\n'],
    ['a chunk longer than it says', '2\r\nabc\r\n'],
    ['a chunk size that never ends', `${'1'.repeat(300)}`],
    ['a negative chunk size', '-1\r\n\r\n'],
    ['trailers that never end', `0\r\n${'x: y\r\n'.repeat(400)}`],
  ])('is malformed with %s', (_what, body) => {
    const result = read(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`)
    expect(result.end).toBe('not-http')
    expect(result.response?.status).toBe(200)
  })

  it.each(['5, 6', '-1', '1e3', '0x10', '99999999999999999999', 'five'])('is malformed with a length of %s', (length) => {
    const result = read(`HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: ${length}\r\n\r\nhello`)
    expect(result).toMatchObject({ end: 'not-http', response: null })
    expect(result.partial?.raw.toString()).toContain('Set-Cookie: a=b')
  })

  it('may have so many headers and no more, and is HTTP all the same', () => {
    const withHeaders = (count: number) => `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(count)}\r\n`
    expect(read(withHeaders(BOUNDS.headersMax)).response?.headers.length).toBe(BOUNDS.headersMax)
    expect(read(withHeaders(BOUNDS.headersMax + 1))).toMatchObject({ end: 'headers-too-large', response: null })
  })

  it('may repeat the same length', () => {
    expect(bodyOf(read('HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nhi'))).toBe('hi')
  })

  it('may end its lines with LF alone and fold them', () => {
    const { end, response } = read('HTTP/1.1 200 OK\nA: 1\n  2\nContent-Length: 0\n\n')
    expect([end, response?.headers[0]]).toEqual(['complete', ['A', '1 2']])
  })

  it('is partial when the connection closes in its middle', () => {
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')).toMatchObject({ end: 'connection-closed', partial: null })
    expect(read('HTTP/1.1 200 OK\r\nContent-Le')).toMatchObject({ end: 'connection-closed', response: null, partial: { bytes: 27 } })
    expect(read('')).toMatchObject({ end: 'connection-closed', response: null, partial: null })
  })

  it.each([
    ['HTTP/0.9', 'just text\r\n'],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n'],
    ['a status that is none', 'HTTP/1.1 abc\r\n\r\n'],
    ['a status out of range', 'HTTP/1.1 0200 OK\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
    ['a header with a blank in its name', 'HTTP/1.1 200 OK\r\nA b: c\r\n\r\n'],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n'],
  ])('is none when it is %s', (_what, text) => {
    const result = read(text)
    expect(result).toMatchObject({ end: 'not-http', response: null })
    expect(result.partial?.raw.length).toBeGreaterThan(0)
  })

  it('is refused when its head never ends, and never kept beyond the bound', () => {
    const endless = `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(10_000)}`
    const result = read(endless, { sizes: [100] })
    expect(result.end).toBe('headers-too-large')
    expect(result.partial?.raw.length).toBeLessThanOrEqual(BOUNDS.headBytesMax + BOUNDS.bodyBytesMax)
  })

  it('counts endless interim answers as one head', () => {
    expect(read('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000)).end).toBe('headers-too-large')
  })

  it('has its body cut by bytes, says so, and ends at the reading bound', () => {
    const { end, response } = read(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(20_000)}`, { sizes: [1000] })
    expect(end).toBe('complete')
    expect(response).toMatchObject({ cut: true })
    expect(response?.body.length).toBe(BOUNDS.bodyBytesMax)
    expect(response?.bytes).toBeGreaterThanOrEqual(BOUNDS.readBytesMax)
  })

  it('reads the same however its bytes arrive', () => {
    const texts = [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n5\r\npedia\r\n0\r\n\r\n',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 11\r\nSet-Cookie: a=b\r\n\r\nhello world',
      'HTTP/1.1 200 OK\nA: b\n\nuntil close',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), (text, sizes) => {
        const whole = read(text)
        const cut = read(text, { sizes })
        expect([cut.end, bodyOf(cut), cut.response?.headers, cut.response?.bodyOffset]).toEqual([
          whole.end,
          bodyOf(whole),
          whole.response?.headers,
          whole.response?.bodyOffset,
        ])
      }),
    )
  })

  it('never throws, whatever comes', () => {
    const piece = fc.oneof(
      fc.constantFrom('HTTP/1.1 ', '200', '\r\n', '\n', ':', ' ', '0', 'Transfer-Encoding: chunked', 'Content-Length: 3', '\0'),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }), (pieces, sizes) => {
        const { end } = read(pieces.join(''), { sizes })
        return ['complete', 'not-http', 'headers-too-large', 'connection-closed'].includes(end as string)
      }),
    )
  })
})
