import { describe, expect, it } from 'vitest'
import { decodeText, decodeUtf8, encodeText } from './document-cookie.ts'
import { decide, headerOf, jarOf } from './test-jar.ts'

describe('document.cookie', () => {
  it('writes UTF-8', () => expect(encodeText('a=é€😀')).toBe('a=\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'))
  it('writes half a pair as U+FFFD by the text', () => expect(encodeText('\ud800a\udc00')).toBe('\xef\xbf\xbda\xef\xbf\xbd'))
  it('writes half a pair as Chromium does', () => expect(encodeText('\ud800a', 'chromium')).toBe('\xed\xa0\x80a'))
  it('reads UTF-8', () => expect(decodeText('a=\xc3\xa9')).toBe('a=é'))
  it('reads a byte order mark as it stands', () => expect(decodeText('a=\xef\xbb\xbfx')).toBe('a=\ufeffx'))
  it('shows nothing in Chromium when one byte is no UTF-8', () => expect(decodeText('a=\xe9; b=ok')).toBe(''))
  it('shows U+FFFD by the text', () => expect(decodeText('a=\xe9; b=ok', 'text')).toBe('a=\ufffd; b=ok'))
  it('tells wrong bytes from none', () => expect([decodeUtf8('\xff'), decodeUtf8('')]).toEqual([null, '']))
  it('counts bytes, not letters', () => {
    expect(decide(encodeText(`a=${'é'.repeat(2047)}x`), { viaHttp: false }).outcome).toBe('stored')
    expect(decide(encodeText(`a=${'é'.repeat(2048)}`), { viaHttp: false }).code).toBe('too-large')
  })
  it('reads what it wrote, without what scripts may not see', () => {
    const jar = jarOf(['h=1; HttpOnly'], {}, jarOf([encodeText('n=ü')], { viaHttp: false }))
    expect(decodeText(headerOf(jar, { viaHttp: false }) ?? '')).toBe('n=ü')
  })
})
