import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutputCollector } from './output-collector.ts'

const BOUNDS = { outputBytesMax: 20, outputLinesMax: 3 }

describe('collected output', () => {
  it('is told as it comes', () => {
    const output = createOutputCollector(BOUNDS)
    expect(output.take('stdout', Buffer.from('one\n'))).toBe('one\n')
    expect(output.take('stderr', Buffer.from('two'))).toBe('two')
    expect([output.bytes(), output.limit()]).toEqual([7, null])
  })

  it('shares one budget of bytes between both streams and is cut exactly there', () => {
    const output = createOutputCollector(BOUNDS)
    output.take('stdout', Buffer.from('x'.repeat(15)))
    expect(output.take('stderr', Buffer.from('y'.repeat(15)))).toBe('yyyyy')
    expect(output.limit()).toBe('output-bytes')
    expect(output.arrived()).toEqual({ bytes: 30, lines: 0 })
    expect(output.take('stdout', Buffer.from('z'))).toBeNull()
  })

  it('may fill the budget to the last byte and line', () => {
    const output = createOutputCollector(BOUNDS)
    output.take('stdout', Buffer.from(`${'x'.repeat(17)}\n\n\n`))
    expect([output.bytes(), output.limit()]).toEqual([20, null])
  })

  it('ends with the last line that fits', () => {
    const output = createOutputCollector(BOUNDS)
    expect(output.take('stdout', Buffer.from('1\n2\n'))).toBe('1\n2\n')
    expect(output.take('stderr', Buffer.from('3\n4\n5'))).toBe('3\n')
    expect(output.limit()).toBe('output-lines')
    expect(output.arrived()).toEqual({ bytes: 9, lines: 5 })
  })

  it('counts what follows the last line as over the limit', () => {
    const output = createOutputCollector(BOUNDS)
    output.take('stdout', Buffer.from('1\n2\n3\n'))
    expect(output.limit()).toBeNull()
    expect(output.take('stdout', Buffer.from('4'))).toBeNull()
    expect(output.limit()).toBe('output-lines')
  })

  it('never shows half a character, cut or not', () => {
    const output = createOutputCollector({ outputBytesMax: 5, outputLinesMax: 9 })
    expect(output.take('stdout', Buffer.from('éé€'))).toBe('éé')
    expect([output.rest('stdout'), output.limit()]).toEqual([null, 'output-bytes'])
  })

  it('joins characters that arrive in parts, and shows what is left of one at the end', () => {
    const output = createOutputCollector(BOUNDS)
    const [first, second] = [Buffer.from('€').subarray(0, 2), Buffer.from('€').subarray(2)]
    expect(output.take('stdout', first)).toBeNull()
    expect(output.take('stderr', Buffer.from('e'))).toBe('e')
    expect(output.take('stdout', second)).toBe('€')
    output.take('stdout', first)
    expect(output.rest('stdout')).toBe('\uFFFD')
  })

  it('tells all and no more than fits, however it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 12 }), (parts) => {
        const output = createOutputCollector(BOUNDS)
        const told = parts.map((part) => output.take('stdout', Buffer.from(part)) ?? '').join('') + (output.rest('stdout') ?? '')
        const all = parts.join('')
        return (
          all.startsWith(told) &&
          told.split('\n').length - 1 <= BOUNDS.outputLinesMax &&
          Buffer.byteLength(told) <= BOUNDS.outputBytesMax &&
          (output.limit() !== null || told === all)
        )
      }),
    )
  })
})
