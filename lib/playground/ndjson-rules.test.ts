import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineTooLongError, lineCutter } from './ndjson-rules.ts'

describe('a cutter of lines', () => {
  it('gives the same lines however the stream is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), fc.array(fc.nat(40)), (values, sizes) => {
        const text = values.map((value) => `${value}\n`).join('')
        const cutter = lineCutter(10_000_000)
        const lines: string[] = []
        let at = 0
        for (const size of sizes) {
          lines.push(...cutter.push(text.slice(at, at + size)))
          at += size
        }
        lines.push(...cutter.push(text.slice(at)))
        expect(lines).toEqual(values)
        expect(cutter.rest()).toBe('')
      }),
    )
  })

  it('keeps what has no newline yet and drops empty lines', () => {
    const cutter = lineCutter(10)
    expect(cutter.push('\n\na')).toEqual([])
    expect(cutter.rest()).toBe('a')
    expect(cutter.push('b\n')).toEqual(['ab'])
  })

  it.each([
    ['at once', ['12345678901\n']],
    ['without end', ['123456', '789012']],
  ])('refuses a line that is too long %s', (_, pieces) => {
    const cutter = lineCutter(10)
    expect(() => pieces.map((piece) => cutter.push(piece))).toThrow(LineTooLongError)
  })

  it('takes lines of exactly the bound', () => {
    expect(lineCutter(3).push('abc\ndef\n')).toEqual(['abc', 'def'])
  })
})
