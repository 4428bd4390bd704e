import { describe, expect, it } from 'vitest'
import { exampleLog } from './example-events.ts'
import { type LogLine, shownText, withLog } from './log-rules.ts'

const linesOf = (...events: Parameters<typeof exampleLog>[]) => events.reduce<LogLine[]>((lines, event) => withLog(lines, exampleLog(...event)), [])
const texts = (lines: LogLine[]) => lines.map(({ text, open }) => (open ? `${text}…` : text))

describe('log lines', () => {
  it.each<[string, Parameters<typeof exampleLog>[], string[]]>([
    ['end at newlines', [[0, 'a\nb\n']], ['a', 'b']],
    ['stay open without one', [[0, 'a\nb']], ['a', 'b…']],
    [
      'go on with the next part',
      [
        [0, 'a'],
        [1, 'b\nc\n'],
      ],
      ['ab', 'c'],
    ],
    ['keep empty lines', [[0, '\n\na\n']], ['', '', 'a']],
    [
      'close with a newline alone',
      [
        [0, 'a'],
        [1, '\n'],
      ],
      ['a'],
    ],
    [
      'of one stream are not continued by the other',
      [
        [0, 'out'],
        [1, 'err\n', { stream: 'stderr' }],
        [2, 'put\n'],
      ],
      ['output', 'err'],
    ],
    [
      'of one site are not continued by another',
      [
        [0, 'a', { site: 'a.test' }],
        [1, 'b\n', { site: 'b.test' }],
        [2, 'A\n', { site: 'a.test' }],
      ],
      ['aA', 'b'],
    ],
    ['come of nothing by nothing', [[0, '']], []],
  ])('%s', (_, events, expected) => expect(texts(linesOf(...events))).toEqual(expected))

  it('have keys of their own, in order, and the time of their first part', () => {
    const lines = linesOf([3, 'a\nb\nc'], [4, 'd\ne\n'])
    expect(lines.map(({ at }) => at)).toEqual([30, 30, 30, 40])
    expect(lines.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(lines.map(({ seq }) => seq))
    expect(new Set(lines.map(({ seq }) => seq)).size).toBe(4)
  })
})

describe('a line as shown', () => {
  const code = String.fromCharCode(27)
  it.each([
    [`${code}[31mred${code}[0m`, 'red'],
    [`${code}]0;title\u0007text`, 'text'],
    ['windows\r', 'windows'],
    ['over\rwritten', 'over␍written'],
    ['<b>plain</b>', '<b>plain</b>'],
  ])('%j is %j', (text, expected) => expect(shownText(text)).toBe(expected))
})
