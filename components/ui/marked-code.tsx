'use client'

import { markedPieces } from '#lib/lessons/code-marks-rules.ts'

/** Highlighted code from its text and marks. Drawn here, so that a page carries both once and not an element for each piece. */
export function MarkedCode({ text, marks }: { text: string; marks: string }) {
  return markedPieces(text, marks).map(({ text: piece, kind }, index) =>
    kind === null ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have an order and no names
      <span key={index} className={`tok-${kind}`}>
        {piece}
      </span>
    ),
  )
}
