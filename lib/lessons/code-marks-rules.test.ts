import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CodeKind, type CodePiece, isCodeKind, markedPieces, marksOf } from './code-marks-rules.ts'

const KINDS: (CodeKind | null)[] = [null, 'comment', 'keyword', 'string', 'string-expression', 'constant', 'function']
KINDS.push('link', 'inserted', 'deleted', 'changed')

describe('marks of code', () => {
  it('say each piece by a letter and a length', () => {
    const pieces: CodePiece[] = [
      { text: 'const', kind: 'keyword' },
      { text: ' a = ', kind: null },
      { text: "'🍪'", kind: 'string-expression' },
    ]
    expect(marksOf(pieces)).toBe('k5.5x4')
    expect(markedPieces("const a = '🍪'", 'k5.5x4')).toEqual(pieces)
  })

  it('give back the pieces they were made of', () => {
    const piece = fc.record({ text: fc.string({ minLength: 1 }), kind: fc.constantFrom(...KINDS) })
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(markedPieces(pieces.map(({ text }) => text).join(''), marksOf(pieces))).toEqual(pieces)
      }),
    )
  })

  it('never change the text, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: fc.constantFrom(...'.kz019-') }), (text, marks) => {
        expect(
          markedPieces(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it('know the kinds', () => {
    expect(KINDS.every((kind) => kind === null || isCodeKind(kind))).toBe(true)
    expect(['', 'tok-keyword', 'punctuation', 'toString'].some(isCodeKind)).toBe(false)
  })
})
