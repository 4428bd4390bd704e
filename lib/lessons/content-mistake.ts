/** A mistake that an author made in content/, in words for the author. */
export type ContentMistake = {
  /** From the project's folder, with forward slashes: content/track/01-step/lesson.mdx. */
  file: string
  /** From 1; 1 when the mistake is the whole file's. */
  line: number
  /** Dotted path into the file's data (`aims.why`, `questions.2.options.0.why`), or the part of the prose (`code js`, `<Tip>`). */
  field: string
  message: string
  expected: string
}

/** One mistake as one line, in the form that terminals and editors link to: `file:line field: message; expected …`. */
export const formatMistake = (mistake: ContentMistake): string =>
  `${mistake.file}:${mistake.line} ${mistake.field}: ${mistake.message}; expected ${mistake.expected}`

/** Thrown where content must be whole (a build, a running site). `mistakes` holds all of them, in reading order. */
export class ContentError extends Error {
  // Private, so that an error that is printed with its fields does not tell everything twice.
  readonly #mistakes: ContentMistake[]

  constructor(mistakes: ContentMistake[]) {
    const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`
    super(`The content has ${count}:\n${mistakes.map((mistake) => `  ${formatMistake(mistake)}`).join('\n')}`)
    this.name = 'ContentError'
    this.#mistakes = mistakes
  }

  get mistakes(): ContentMistake[] {
    return this.#mistakes
  }
}

/** Mistakes by file, then by line: the order in which an author mends them. */
export const sortMistakes = (mistakes: ContentMistake[]): ContentMistake[] =>
  [...mistakes].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
