import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import rehypeSanitize, { type Options } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { highlightParts } from '#lib/lessons/prose/highlight-code.ts'
import { type CommentNode, isCommentTag, type RenderedComment, safeAttributes } from './comment-tree.ts'
import { defangMarkdown } from './defang-markdown.ts'
import { isTooInvolved } from './markdown-budget-rules.ts'

const NODES_MAX = 6000
const LINK_CHARACTERS_MAX = 20_000
/** Grammars work on a line at a time, and some of them slowly on a long one. */
const HIGHLIGHTED_LINE_MAX = 300

const SCHEMA: Options = {
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'hr', 'li', 'ol', 'p', 'pre', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  attributes: {
    a: ['href'],
    code: [['className', /^language-[A-Za-z0-9+#_-]{1,20}$/]],
    ol: ['start'],
    td: [['align', 'left', 'center', 'right']],
    th: [['align', 'left', 'center', 'right']],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  ancestors: { li: ['ol', 'ul'], tbody: ['table'], thead: ['table'], tr: ['table'], td: ['table'], th: ['table'] },
  clobber: [],
  required: {},
  strip: ['script', 'style'],
  allowComments: false,
  allowDoctypes: false,
}

const parser = unified().use(remarkParse).use(remarkGfm)
const converter = unified().use(remarkRehype).use(rehypeSanitize, SCHEMA)

/** Between their children stand line ends that nobody typed; in a table they would not even be allowed. */
const BLOCK_PARENTS = new Set(['root', 'blockquote', 'ol', 'ul', 'table', 'thead', 'tbody', 'tr'])

/** Names by which people call the languages that the highlighter knows. */
const LANGUAGES: Partial<Record<string, string>> = {
  javascript: 'js',
  jsx: 'js',
  mjs: 'js',
  node: 'js',
  typescript: 'ts',
  tsx: 'ts',
  bash: 'sh',
  shell: 'sh',
  console: 'sh',
  yml: 'yaml',
}

/**
 * Markdown (CommonMark and GitHub's tables, strikethrough, task lists, bare addresses) as data that can hold nothing active. Three
 * guards stand one behind the other: the tree is defanged, sanitised by a strict list, and copied into our own form by another list.
 * Never throws for what a person typed, and takes a bounded time.
 */
export async function renderComment(markdown: string): Promise<RenderedComment> {
  if (isTooInvolved(markdown)) return { nodes: asTyped(markdown), isPlain: true }
  const tree = parser.parse(markdown)
  defangMarkdown(tree)
  const copy = { nodes: 0, linkCharacters: 0 }
  const nodes = await copyChildren((await converter.run(tree)) as Root, copy)
  return copy.nodes > NODES_MAX ? { nodes: asTyped(markdown), isPlain: true } : { nodes, isPlain: false }
}

async function copyChildren(parent: Root | Element, copy: { nodes: number; linkCharacters: number }): Promise<CommentNode[]> {
  const copied: CommentNode[] = []
  for (const child of parent.children) {
    copy.nodes += 1
    if (copy.nodes > NODES_MAX) break
    if (child.type === 'text') {
      if (child.value !== '\n' || !BLOCK_PARENTS.has(parent.type === 'element' ? parent.tagName : parent.type)) copied.push(child.value)
    } else if (child.type === 'element') copied.push(...(await copyElement(child, copy)))
  }
  return copied
}

/** The element itself, or its content where the element may not stand. */
async function copyElement(element: Element, copy: { nodes: number; linkCharacters: number }): Promise<CommentNode[]> {
  const tag = element.tagName
  if (!isCommentTag(tag)) return copyChildren(element, copy)
  if (tag === 'pre') return [{ tag, children: await copyCode(element) }]
  const { className: _, ...properties } = element.properties
  const attributes = safeAttributes(tag, properties)
  const children = await copyChildren(element, copy)
  copy.linkCharacters += attributes.href?.length ?? 0
  if (tag === 'a' && (attributes.href === undefined || copy.linkCharacters > LINK_CHARACTERS_MAX)) return children
  return [Object.keys(attributes).length > 0 ? { tag, attributes, children } : { tag, children }]
}

async function copyCode(pre: Element): Promise<CommentNode[]> {
  const code = pre.children.find((child) => child.type === 'element')
  const text = (code?.children ?? []).map((child) => (child.type === 'text' ? child.value : '')).join('')
  const classes = code?.properties.className
  const name = String(Array.isArray(classes) ? (classes[0] ?? '') : '').replace(/^language-/, '')
  const isLong = text.split('\n').some((line) => line.length > HIGHLIGHTED_LINE_MAX)
  const language = isLong ? 'text' : (LANGUAGES[name.toLowerCase()] ?? name.toLowerCase())
  return [{ tag: 'code', children: (await highlightParts(text.replace(/\n$/, ''), language)).flatMap(copyToken) }]
}

function copyToken(token: ElementContent): CommentNode[] {
  if (token.type === 'text') return [token.value]
  if (token.type !== 'element') return []
  const [className] = Array.isArray(token.properties.className) ? token.properties.className : []
  const attributes = safeAttributes('span', { className })
  return [{ tag: 'span', ...(attributes.className ? { attributes } : {}), children: token.children.flatMap(copyToken) }]
}

/** The text as it was typed: a paragraph a block, a break a line. */
function asTyped(markdown: string): CommentNode[] {
  return markdown
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block) => ({
      tag: 'p' as const,
      children: block.split('\n').flatMap((line, index): CommentNode[] => (index === 0 ? [line] : [{ tag: 'br', children: [] }, line])),
    }))
}
