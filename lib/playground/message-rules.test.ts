import { describe, expect, it } from 'vitest'
import { headerValues, messageView, parseHead, readableBody, wireText } from './message-rules.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
const view = (raw: Uint8Array, cut = false, known = {}) => messageView({ raw, bytes: raw.length, cut }, known)
const withBody = (body: Uint8Array, head = 'HTTP/1.1 200 OK\r\n') => new Uint8Array([...bytes(`${head}\r\n`), ...body])

describe('a message from its bytes', () => {
  it('parts head and body at the blank line', () => {
    expect(view(bytes('POST /login HTTP/1.1\r\nHost: shop.test\r\n\r\nname=alice'))).toEqual({
      head: 'POST /login HTTP/1.1\nHost: shop.test',
      body: 'name=alice',
      bodyKind: 'text',
      framed: null,
      bytes: 51,
      cut: false,
    })
  })

  it.each([
    ['bare newlines end lines and head', 'HTTP/1.1 200 OK\nA: b\n\nhi', 'HTTP/1.1 200 OK\nA: b', 'hi'],
    ['a head without end is all head', 'HTTP/1.1 200 OK\r\nA: b', 'HTTP/1.1 200 OK\nA: b', ''],
    ['a blank line in the body stays there', 'GET / HTTP/1.1\r\n\r\na\r\n\r\nb', 'GET / HTTP/1.1', 'a\r\n\r\nb'],
  ])('%s', (_, raw, head, body) => expect(view(bytes(raw))).toMatchObject({ head, body }))

  it('reads header bytes one by one as Latin-1', () => {
    expect(view(utf8('GET / HTTP/1.1\r\nX: é\r\n\r\n')).head).toBe('GET / HTTP/1.1\nX: Ã©')
  })

  it.each([
    ['UTF-8 as UTF-8', withBody(utf8('naïve ✓')), false, 'naïve ✓'],
    ['what is no UTF-8 as Latin-1', withBody(bytes('na\xefve')), false, 'naïve'],
    [
      'announced Latin-1 as Latin-1, even when it could be UTF-8',
      withBody(utf8('é'), 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n'),
      false,
      'Ã©',
    ],
    ['a character torn by the cut as absent', withBody(utf8('ab✓').subarray(0, 4)), true, 'ab'],
    ['a character torn without a cut as Latin-1', withBody(utf8('é').subarray(0, 1)), false, 'Ã'],
    ['a whole character before the cut as itself', withBody(utf8('ab✓')), true, 'ab✓'],
    ['a byte order mark as what it is', withBody(utf8('\ufeffa')), false, '\ufeffa'],
  ])('reads a body: %s', (_, raw, cut, body) => expect(view(raw, cut)).toMatchObject({ body, cut }))

  it('dumps the beginning of what is not text', () => {
    const dump = view(withBody(new Uint8Array(300).map((_, index) => index & 255)))
    expect(dump.bodyKind).toBe('binary')
    const [first, second, ...rest] = dump.body.split('\n')
    expect(first).toBe('0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f  ................')
    expect(second?.startsWith('0010  10 11')).toBe(true)
    expect(rest.at(-1)).toBe('… and 44 bytes more')
    expect(view(withBody(bytes('AB\0'))).body).toBe(`0000  41 42 00${' '.repeat(41)}AB.`)
  })

  it('keeps the chunked framing apart from the body', () => {
    const framed = '5\r\nhello\r\n0\r\n\r\n'
    const raw = withBody(bytes(framed))
    const read = view(raw, false, { bodyOffset: raw.length - framed.length, body: bytes('hello') })
    expect(read).toMatchObject({ body: 'hello', framed })
    expect(wireText(read)).toBe(`HTTP/1.1 200 OK\n\n${framed}`)
    expect(wireText(view(withBody(bytes('hello'))))).toBe('HTTP/1.1 200 OK\n\nhello')
  })

  it('keeps how much there was when it was cut', () => {
    expect(messageView({ raw: withBody(bytes('abc')), bytes: 70_000, cut: true })).toMatchObject({ bytes: 70_000, cut: true, body: 'abc' })
  })
})

describe('a head', () => {
  it('is a start line and headers in order, repeats kept, folds joined', () => {
    const { startLine, headers } = parseHead('HTTP/1.1 302 Found\nSet-Cookie: a=1\nset-cookie: b=2:3\nX-Long: one\n  two\nodd line')
    expect(startLine).toBe('HTTP/1.1 302 Found')
    expect(headers).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2:3'],
      ['X-Long', 'one two'],
      ['odd line', ''],
    ])
    expect(headerValues(headers, 'set-cookie')).toEqual(['a=1', 'b=2:3'])
  })
})

describe('the readable body', () => {
  const json = (body: string, type = 'application/json; charset=utf-8', cut = false) =>
    readableBody(view(withBody(utf8(body), `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n`), cut))
  it.each([
    ['indents JSON', json('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}'],
    ['indents what is announced as a kind of JSON', json('[]', 'application/problem+json'), '[]'],
    ['leaves JSON that is not announced', json('{"a":1}', 'text/plain'), '{"a":1}'],
    ['leaves JSON that was cut', json('{"a":1}', 'application/json', true), '{"a":1}'],
    ['leaves what is announced and is no JSON', json('{a}'), '{a}'],
  ])('%s', (_, shown, expected) => expect(shown).toBe(expected))
})
