import { type Alias, type Document, type ErrorCode, isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import type { ContentMistake } from '../content-mistake.ts'
import { describeIssues } from './schema-mistakes.ts'

/** Data that was written in YAML. `value` is null when there are mistakes. `lineOf` finds the line of a path into the data. */
export type YamlReading<T> = { value: T | null; mistakes: ContentMistake[]; lineOf: (path: (string | number)[]) => number }

/**
 * Reads YAML against a schema. `firstLine` is the line of the file on which the text begins. What YAML itself cannot read is
 * told once, where it begins, for the rest follows from it; the mistakes of the schema all at once, each with the line of the
 * field or of what should hold it.
 */
export const readYaml = <T extends z.ZodType>(schema: T, text: string, file: string, firstLine = 1): YamlReading<z.output<T>> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  const lineOf = (path: (string | number)[]) => lineAt(offsetOf(document.contents, path))
  const fault = firstFault(document)
  if (fault) {
    const { offset, message, expected } = fault
    return { value: null, mistakes: [{ file, line: lineAt(offset), field: 'yaml', message, expected }], lineOf }
  }
  const data: unknown = document.toJS()
  const issues = describeIssues(schema, data)
  if (issues.length > 0) {
    const mistakes = issues.map(({ path, message, expected }) => ({ file, line: lineOf(path), field: path.join('.') || 'file', message, expected }))
    return { value: null, mistakes, lineOf }
  }
  return { value: schema.parse(data), mistakes: [], lineOf }
}

type YamlFault = { offset: number; message: string; expected: string }

/** The first thing that is no YAML, or an alias, which can make a few lines into more data than fits in memory; null when there is none. */
const firstFault = (document: Document): YamlFault | null => {
  const [fault] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])
  if (fault) {
    const said = { message: fault.message.replace(/\s+/g, ' ').trim(), expected: 'YAML that can be read' }
    return { offset: fault.pos[0], ...said, ...WORDS[fault.code] }
  }
  const aliases: Alias[] = []
  visit(document, { Alias: (_, alias) => void aliases.push(alias) })
  const [alias] = aliases
  return alias ? { offset: alias.range?.[0] ?? 0, message: `*${alias.source} repeats another place`, expected: 'the text itself, written out' } : null
}

type FaultWords = { message?: string; expected: string }

const COLON = `': ' or ' #' stands in it, or it begins with a sign`

/** What an author of a lesson most often meant where YAML says no; where the parser's own words are plain they stay. */
const WORDS: Partial<Record<ErrorCode, FaultWords>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second "name: value" stands on the line, or a field further in than its neighbours',
    expected: `a text in quotes, or on lines of its own after >-, where ${COLON}; fields of one thing in the same column`,
  },
  BAD_INDENT: { expected: 'fields of one thing in the same column, two spaces further in than what holds them' },
  BAD_SCALAR_START: { expected: `a text in quotes, or on lines of its own after >-, where ${COLON}` },
  DUPLICATE_KEY: { message: 'the field is given twice', expected: 'YAML in which each field is given once' },
  MISSING_CHAR: { expected: "YAML in which each quote and bracket is closed, and a colon follows each field's name" },
  MULTILINE_IMPLICIT_KEY: { expected: "a colon and a space after the field's name, or >- before a text of several lines" },
  MULTIPLE_DOCS: { message: 'a line --- begins a second document', expected: 'one document, without a line ---' },
  TAB_AS_INDENT: { message: 'the line begins with a tab', expected: 'spaces before the field, two for each level' },
}

/** Where the key of a path stands, or as far along the path as the document goes. */
const offsetOf = (root: Node | null, path: (string | number)[]): number => {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(part))
      if (!pair) return offset
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)]
      if (item === undefined) return offset
      offset = startOf(item) ?? offset
      node = item
    } else return offset
  }
  return offset
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)
