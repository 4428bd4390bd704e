import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPong, readKeys } from './redis-questions.ts'
import { encodeCommand, readReply } from './resp.ts'
import { KEY_BOUNDS } from './service-schema.ts'

const reply = (text: string) => readReply(Buffer.from(text))
const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`
const listing = (total: number, keys: string[]): Buffer => Buffer.from(`*2\r\n:${total}\r\n*${keys.length}\r\n${keys.join('')}`)
const key = (name: string, { database = ':0\r\n', kind = bulk('string'), left = ':1500\r\n', value = bulk('v') } = {}): string =>
  `*5\r\n${database}${bulk(name)}${kind}${left}${value}`

describe('an answer of Redis', () => {
  it('is read by its kind', () => {
    expect(reply('+OK\r\n')).toEqual({ kind: 'status', text: 'OK' })
    expect(reply('-NOAUTH no\r\n')).toEqual({ kind: 'error', text: 'NOAUTH no' })
    expect(reply(':-2\r\n')).toEqual({ kind: 'integer', value: -2 })
    expect(reply('$-1\r\n')).toEqual({ kind: 'nothing' })
    expect(reply('$4\r\na\r\nb\r\n')).toEqual({ kind: 'bytes', value: Buffer.from('a\r\nb') })
    expect(reply('*2\r\n:1\r\n*1\r\n+a\r\n')).toMatchObject({ kind: 'several', items: [{ value: 1 }, { items: [{ text: 'a' }] }] })
  })

  it.each([
    '',
    '+OK',
    'HTTP/1.1 200 OK\r\n',
    '$5\r\nab\r\n',
    '$-2\r\n',
    ':1e9\r\n',
    ':\r\n',
    '*3\r\n:1\r\n',
    '*999999999999999\r\n',
    '*-5',
    '*1\r\n'.repeat(10_000),
  ])('is none when it is not whole: %j', (text) => {
    expect(reply(text.slice(0, 50_000))).toBeNull()
  })

  it('is read from any bytes without fault', () => {
    const piece = fc.constantFrom('*', '$', ':', '+', '-', '1', '2', '9', '\r\n', 'a', '-1')
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => reply(pieces.join('')) !== undefined))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => readReply(Buffer.from(bytes)) !== undefined))
  })

  it('to a command of any words is that command again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (words) => {
        expect(readReply(encodeCommand(words))).toEqual({
          kind: 'several',
          items: words.map((word) => ({ kind: 'bytes', value: Buffer.from(word) })),
        })
      }),
    )
  })

  it('lists keys with what is left of their lives', () => {
    expect(readKeys(listing(1, [key('größe')]))).toEqual({
      keys: [{ database: 0, key: 'größe', kind: 'string', remainingMs: 1500, value: 'v' }],
      total: 1,
    })
    expect(readKeys(listing(9, [key('a', { left: ':-1\r\n', kind: bulk('set'), value: '$-1\r\n' })]))).toMatchObject({
      keys: [{ remainingMs: null, kind: 'set', value: null }],
      total: 9,
    })
    expect(readKeys(listing(0, []))).toEqual({ keys: [], total: 0 })
  })

  it('lists a key whose life is longer than the contract counts, with the longest there is', () => {
    const lives = ['9007199254740991', '9007199254740993', '9223372036854775807']
    const read = readKeys(listing(4, [...lives.map((left) => key(left, { left: `:${left}\r\n` })), key('near')]))
    expect(read).toMatchObject({ keys: [...lives.map(() => ({ remainingMs: Number.MAX_SAFE_INTEGER })), { remainingMs: 1500 }] })
  })

  it.each([
    ['an error', Buffer.from('-ERR no\r\n')],
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('*2\r\n+a\r\n+b\r\n')],
    ['a negative total', listing(-1, [])],
    ['a total beyond counting', Buffer.from('*2\r\n:9223372036854775807\r\n*0\r\n')],
    ['a database beyond counting', listing(1, [key('k', { database: ':9223372036854775807\r\n' })])],
    ['more keys than were asked for', listing(KEY_BOUNDS.keysMax + 1, Array(KEY_BOUNDS.keysMax + 1).fill(key('a')))],
    ['a longer key', listing(1, [key('k'.repeat(KEY_BOUNDS.keyBytesMax + 1))])],
    ['a longer value', listing(1, [key('k', { value: bulk('v'.repeat(KEY_BOUNDS.valueBytesMax + 1)) })])],
    ['a longer kind', listing(1, [key('k', { kind: bulk('k'.repeat(41)) })])],
    ['a key that is none', listing(1, ['*0\r\n'])],
    ['a database below the first', listing(1, [key('k', { database: ':-1\r\n' })])],
  ])('that was forged is refused: %s', (_what, bytes) => {
    expect(readKeys(bytes)).toBe('refused')
  })

  it('to a ping is one that takes orders', () => {
    expect(['+PONG\r\n+OK\r\n', '-NOAUTH Authentication required.\r\n', '', 'HTTP/1.1 400'].map((text) => isPong(Buffer.from(text)))).toEqual([
      ...[true, false, false, false],
    ])
  })
})
