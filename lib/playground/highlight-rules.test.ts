import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeParts } from './highlight-rules.ts'

const classed = (code: string) => codeParts(code).flatMap(({ text, className }) => (className ? [[className.slice(4), text]] : []))

describe('the parts of edited code', () => {
  it.each([
    [
      "import a from 'a' // why",
      [
        ['keyword', 'import'],
        ['keyword', 'from'],
        ['string', "'a'"],
        ['comment', '// why'],
      ],
    ],
    ['`it // no`', [['string', '`it // no`']]],
    [
      "'it\\'s' + \"a\"",
      [
        ['string', "'it\\'s'"],
        ['string', '"a"'],
      ],
    ],
    ['/* a\nb */ x', [['comment', '/* a\nb */']]],
    [
      'app.get(1, true)',
      [
        ['function', 'get'],
        ['constant', '1'],
        ['constant', 'true'],
      ],
    ],
    ['o.new = newest', []],
    [
      "'open\nlet",
      [
        ['string', "'open"],
        ['keyword', 'let'],
      ],
    ],
  ])('%j', (code, expected) => expect(classed(code)).toEqual(expected))

  it('joined are the code, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom("'", '"', '`', '//', '/*', '*/', '\n', '\\', 'let', '1', 'f(', ' ')).map((list) => list.join('')),
        ),
        (code) => {
          expect(
            codeParts(code)
              .map(({ text }) => text)
              .join(''),
          ).toBe(code)
        },
      ),
    )
  })
})
