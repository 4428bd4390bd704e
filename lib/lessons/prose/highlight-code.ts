import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ThemedToken } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { visit } from 'unist-util-visit'
import { type CodeKind, type CodePiece, isCodeKind } from '../code-marks-rules.ts'
import type { CodeLanguage } from './code-blocks.ts'

/** Grammar by language; those without one stay plain. */
const GRAMMARS: Partial<Record<string, string>> = {
  js: 'javascript',
  ts: 'typescript',
  http: 'http',
  sh: 'shellscript',
  json: 'json',
  yaml: 'yaml',
  html: 'html',
  css: 'css',
  sql: 'sql',
  diff: 'diff',
} satisfies Partial<Record<CodeLanguage, string>>

/** A line may be made to be slow; those of the course are not, and a busy machine must not decide how they look. */
const STRANGERS_LINE_MS = 500

let highlighter: Promise<HighlighterCore> | undefined

const openHighlighter = () => {
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'classes', variablePrefix: '--', fontStyle: false })],
    langs: [
      import('shiki/langs/javascript.mjs'),
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/http.mjs'),
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/yaml.mjs'),
      import('shiki/langs/html.mjs'),
      import('shiki/langs/css.mjs'),
      import('shiki/langs/sql.mjs'),
      import('shiki/langs/diff.mjs'),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  return highlighter
}

/**
 * The pieces of some code by kind. Neighbours of one kind are one piece, to keep pages small. A language without a grammar is plain
 * text. The rest of a line that takes longer than `lineMsMax` stays as its last piece; 0 is no limit.
 */
export const highlightPieces = async (code: string, language: string, lineMsMax = 0): Promise<CodePiece[]> => {
  const grammar = Object.hasOwn(GRAMMARS, language) ? GRAMMARS[language] : undefined
  if (!grammar) return [{ text: code, kind: null }]
  const lines = (await openHighlighter()).codeToTokensBase(code, { lang: grammar, theme: 'classes', tokenizeTimeLimit: lineMsMax })
  return joinTokens(lines.flatMap((line, index) => (index === 0 ? line : [{ content: '\n', offset: 0 }, ...line])))
}

/** Code of strangers in pieces, as elements: text, and `span`s with one class each (`tok-` and the kind). No line takes long. */
export const highlightParts = async (code: string, language: string): Promise<ElementContent[]> =>
  elementsOf(await highlightPieces(code, language, STRANGERS_LINE_MS))

const elementsOf = (pieces: readonly CodePiece[]): ElementContent[] =>
  pieces.map(({ text, kind }) => {
    const value: ElementContent = { type: 'text', value: text }
    return kind === null ? value : { type: 'element', tagName: 'span', properties: { className: [`tok-${kind}`] }, children: [value] }
  })

/** Replaces the text of every `pre > code` in a tree by its highlighted parts. */
export const highlightTree = async (tree: Root): Promise<void> => {
  const work: Promise<void>[] = []
  visit(tree, 'element', (node) => {
    if (node.tagName === 'pre' && typeof node.properties.dataLanguage === 'string') work.push(highlightElement(node, node.properties.dataLanguage))
  })
  await Promise.all(work)
}

const highlightElement = async (pre: Element, language: string) => {
  const [code] = pre.children
  const [text] = code?.type === 'element' ? code.children : []
  if (code?.type === 'element' && text?.type === 'text') code.children = elementsOf(await highlightPieces(text.value, language))
}

const kindOf = (token: Pick<ThemedToken, 'color' | 'content'>): CodeKind | null => {
  if (token.content.trim() === '') return null
  const name = token.color?.match(/^var\(--token-([a-z-]+)\)$/)?.[1] ?? ''
  return isCodeKind(name) ? name : null
}

const joinTokens = (tokens: ThemedToken[]): CodePiece[] => {
  const pieces: CodePiece[] = []
  for (const token of tokens) {
    const kind = kindOf(token)
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += token.content
    else pieces.push({ text: token.content, kind })
  }
  return pieces
}
