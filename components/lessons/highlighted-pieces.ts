import { isValidElement, type ReactNode } from 'react'
import { type CodePiece, isCodeKind } from '#lib/lessons/code-marks-rules.ts'

type Drawn = { children?: ReactNode; className?: string }

/** The pieces of a block that the highlighter drew (`code` with text and classed spans); null when it holds anything else. */
export function highlightedPieces(code: ReactNode): CodePiece[] | null {
  if (!isValidElement<Drawn>(code) || code.type !== 'code') return null
  const pieces: CodePiece[] = []
  for (const child of [code.props.children].flat()) {
    const piece = pieceOf(child)
    if (!piece) return null
    pieces.push(piece)
  }
  return pieces
}

function pieceOf(node: ReactNode): CodePiece | null {
  if (typeof node === 'string') return { text: node, kind: null }
  if (!isValidElement<Drawn>(node) || node.type !== 'span') return null
  const { children, className = '' } = node.props
  const kind = className.replace(/^tok-/, '')
  return typeof children === 'string' && isCodeKind(kind) ? { text: children, kind } : null
}
