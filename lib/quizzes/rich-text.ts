/** Rendered Markdown as plain data, so that feedback can travel as JSON and be drawn as elements, never as an HTML string. */
import { isValidElement, type ReactNode } from 'react'

/** A text, or an element with its tag, its few attributes and its children. */
export type RichText = string | { tag: RichTag; attributes?: Partial<Record<RichAttribute, string>>; children: RichText[] }

/** What Markdown becomes; nothing that loads, runs or submits. Headings are drawn as paragraphs, since feedback has no outline. */
const RICH_TAGS = [
  'a',
  'blockquote',
  'br',
  'code',
  'del',
  'em',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'span',
  'strong',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
] as const
export type RichTag = (typeof RICH_TAGS)[number]

/** `href` holds a web address, a path or a fragment; `className` a highlighting class. */
export const RICH_ATTRIBUTES = ['href', 'className', 'data-language', 'data-align', 'start'] as const
type RichAttribute = (typeof RICH_ATTRIBUTES)[number]

const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

export function isRichTag(tag: unknown): tag is RichTag {
  return RICH_TAGS.some((known) => known === tag)
}

/** Whether an address may stand in a link of a rich text: http(s), or inside this site. */
export function isSafeHref(href: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|#)/i.test(href)
}

/**
 * Elements that `renderMarkdown` made, as data. Only tags and attributes of the lists above survive: of another element its content stays, of a
 * component nothing can be known, so one throws. White space between blocks is left out.
 */
export function toRichText(node: ReactNode): RichText[] {
  if (node === null || node === undefined || typeof node === 'boolean') return []
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'bigint') return node === '\n' ? [] : [String(node)]
  if (!isValidElement<Record<string, unknown>>(node)) {
    if (Symbol.iterator in node) return [...(node as Iterable<ReactNode>)].flatMap(toRichText)
    throw new Error('expected rendered Markdown, found a promise')
  }
  const children = toRichText(node.props.children as ReactNode)
  if (typeof node.type === 'function') throw new Error('expected rendered Markdown, found a component')
  const tag = typeof node.type === 'string' && headings.has(node.type) ? 'p' : node.type
  if (!isRichTag(tag)) return children
  const attributes = attributesOf(node.props)
  return [Object.keys(attributes).length > 0 ? { tag, attributes, children } : { tag, children }]
}

/** The words of a rich text without its form, for a place that holds only text. */
export function plainText(nodes: readonly RichText[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : plainText(node.children))).join('')
}

function attributesOf(props: Record<string, unknown>): Partial<Record<RichAttribute, string>> {
  const attributes: Partial<Record<RichAttribute, string>> = {}
  for (const name of RICH_ATTRIBUTES) {
    const value = props[name]
    if (typeof value !== 'string' && typeof value !== 'number') continue
    if (name === 'href' && !isSafeHref(String(value))) continue
    attributes[name] = String(value)
  }
  return attributes
}
