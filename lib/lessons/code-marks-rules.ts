/** Kinds of highlighted code that the style sheet has a colour for (as `tok-` and the name), and the letter of each in marks. */
const LETTERS = {
  comment: 'c',
  keyword: 'k',
  string: 's',
  'string-expression': 'x',
  constant: 'n',
  function: 'f',
  link: 'l',
  inserted: 'i',
  deleted: 'd',
  changed: 'h',
} as const

export type CodeKind = keyof typeof LETTERS

/** A piece of code of one kind; null for plain text. */
export type CodePiece = { text: string; kind: CodeKind | null }

const KINDS = new Map<string, CodeKind>((Object.keys(LETTERS) as CodeKind[]).map((kind) => [LETTERS[kind], kind]))

/** Whether a name is a kind of highlighted code. */
export function isCodeKind(name: string): name is CodeKind {
  return Object.hasOwn(LETTERS, name)
}

/**
 * Highlighting beside its text, for pages: a letter (`.` for plain text) and a length in UTF-16 units for each piece, `k5.1f4`.
 * A piece as an element costs thirty times as much.
 */
export function marksOf(pieces: readonly CodePiece[]): string {
  return pieces.map(({ text, kind }) => `${kind === null ? '.' : LETTERS[kind]}${text.length}`).join('')
}

/** The pieces of a text by its marks. What the marks leave over is plain; joined, the pieces are always the text. */
export function markedPieces(text: string, marks: string): CodePiece[] {
  const pieces: CodePiece[] = []
  let at = 0
  for (const [, letter = '', length] of marks.matchAll(/([a-z.])(\d+)/g)) {
    const piece = text.slice(at, at + Number(length))
    if (piece !== '') pieces.push({ text: piece, kind: KINDS.get(letter) ?? null })
    at += piece.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), kind: null })
  return pieces
}
