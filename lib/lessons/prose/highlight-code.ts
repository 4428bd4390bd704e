import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type ThemedToken } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { visit } from 'unist-util-visit'
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
 * The parts of a piece of code as elements: text, and `span`s with one class each, for the style sheet:
 * `tok-constant tok-string tok-comment tok-keyword tok-parameter tok-function tok-string-expression tok-punctuation
 * tok-link tok-inserted tok-deleted tok-changed`. Plain text has no class; there are no style attributes. Neighbours of one
 * class are one span, to keep pages small. A language without a grammar comes back as plain text.
 */
export const highlightParts = async (code: string, language: string): Promise<ElementContent[]> => {
  const grammar = Object.hasOwn(GRAMMARS, language) ? GRAMMARS[language] : undefined
  if (!grammar) return [{ type: 'text', value: code }]
  const lines = (await openHighlighter()).codeToTokensBase(code, { lang: grammar, theme: 'classes' })
  return joinParts(lines.flatMap((line, index) => (index === 0 ? line : [{ content: '\n', offset: 0 }, ...line])))
}

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
  if (code?.type === 'element' && text?.type === 'text') code.children = await highlightParts(text.value, language)
}

const classOf = (token: Pick<ThemedToken, 'color' | 'content'>): string | null => {
  if (token.content.trim() === '') return null
  const name = token.color?.match(/^var\(--token-([a-z-]+)\)$/)?.[1]
  return name ? `tok-${name}` : null
}

const joinParts = (tokens: ThemedToken[]): ElementContent[] => {
  const runs: { className: string | null; text: string }[] = []
  for (const token of tokens) {
    const className = classOf(token)
    const last = runs.at(-1)
    if (last?.className === className) last.text += token.content
    else runs.push({ className, text: token.content })
  }
  return runs.map(({ className, text }) => {
    const value: ElementContent = { type: 'text', value: text }
    return className === null ? value : { type: 'element', tagName: 'span', properties: { className: [className] }, children: [value] }
  })
}
