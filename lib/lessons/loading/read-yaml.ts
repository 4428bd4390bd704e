import { isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { ContentMistake } from '../content-mistake.ts'
import { describeIssues } from './schema-mistakes.ts'

/** Data that was written in YAML. `value` is null when there are mistakes. `lineOf` finds the line of a path into the data. */
export type YamlReading<T> = { value: T | null; mistakes: ContentMistake[]; lineOf: (path: (string | number)[]) => number }

/**
 * Reads YAML against a schema. `firstLine` is the line of the file on which the text begins. All mistakes are told at once:
 * those of YAML itself, or else those of the schema, each with the line of the field or of what should hold it.
 */
export const readYaml = <T extends z.ZodType>(schema: T, text: string, file: string, firstLine = 1): YamlReading<z.output<T>> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  const lineOf = (path: (string | number)[]) => lineAt(offsetOf(document.contents, path))
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    const mistakes = faults.map(({ pos, message }) => ({
      file,
      line: lineAt(pos[0]),
      field: 'yaml',
      message: oneLine(message),
      expected: 'YAML that can be read',
    }))
    return { value: null, mistakes, lineOf }
  }
  const data: unknown = document.toJS({ maxAliasCount: 0 })
  const issues = describeIssues(schema, data)
  if (issues.length > 0) {
    const mistakes = issues.map(({ path, message, expected }) => ({ file, line: lineOf(path), field: path.join('.') || 'file', message, expected }))
    return { value: null, mistakes, lineOf }
  }
  return { value: schema.parse(data), mistakes: [], lineOf }
}

const oneLine = (message: string) => message.replace(/\s+/g, ' ').trim()

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
