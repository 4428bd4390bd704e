/** Cuts a stream of text into lines, and refuses one that grows past the bound. */
export type LineCutter = {
  /** The whole lines that this piece completes, without their newlines; empty lines are dropped. Throws when a line is too long. */
  push: (piece: string) => string[]
  /** What stands after the last newline; empty when the stream ended with one. */
  rest: () => string
}

export class LineTooLongError extends Error {
  constructor(lengthMax: number) {
    super(`a line is longer than ${lengthMax} characters`)
    this.name = 'LineTooLongError'
  }
}

/** A cutter for newline-delimited JSON; a line holds at most `lengthMax` characters, so that memory is bounded. */
export function lineCutter(lengthMax: number): LineCutter {
  let pending: string[] = []
  let pendingLength = 0
  return {
    push(piece) {
      const parts = piece.split('\n')
      const last = parts.pop() ?? ''
      const lines = parts.map((part, index) => (index === 0 ? pending.join('') + part : part))
      if (parts.length > 0) {
        pending = []
        pendingLength = 0
      }
      if (last !== '') pending.push(last)
      pendingLength += last.length
      if (pendingLength > lengthMax || lines.some((line) => line.length > lengthMax)) throw new LineTooLongError(lengthMax)
      return lines.filter((line) => line.trim() !== '')
    },
    rest: () => pending.join(''),
  }
}
