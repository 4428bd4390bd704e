/** A rendered comment as plain data: it travels as JSON and becomes elements, never an HTML string. */

/** A text, or an element with its tag, its few attributes and its children. */
export type CommentNode = string | { tag: CommentTag; attributes?: CommentAttributes; children: CommentNode[] }

/** A comment ready to be drawn. `isPlain`: its Markdown was too involved to be read, so it stands as it was typed. */
export type RenderedComment = { nodes: CommentNode[]; isPlain: boolean }

/** What a comment may become; nothing that loads, runs, submits, names an id or opens an outline of its own. */
const TAGS = [
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
export type CommentTag = (typeof TAGS)[number]

/** `className` is a highlighting class, `align` an alignment of a table's cell, `start` the first number of a list. */
export type CommentAttributes = { href?: string; className?: string; align?: 'left' | 'center' | 'right'; start?: number }

const HREF_CHARACTERS_MAX = 2000

export function isCommentTag(tag: unknown): tag is CommentTag {
  return TAGS.some((known) => known === tag)
}

/**
 * The address of a link if it may stand in a comment: http(s) without credentials, mailto, a path of this site, or a fragment;
 * null for everything else. White space, control characters and backslashes are never part of an address here: browsers drop or
 * turn them, and so make another address of it.
 */
export function safeHref(href: unknown): string | null {
  if (typeof href !== 'string' || href.length > HREF_CHARACTERS_MAX || /[\s\p{Cc}\p{Cf}\\]/u.test(href)) return null
  if (/^(#|\/(?!\/))/.test(href)) return href
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return null
  const url = URL.parse(href)
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) && url.username === '' && url.password === '' ? href : null
}

/** The attributes of an element that may stay, each checked for itself; empty when none may. */
export function safeAttributes(tag: CommentTag, given: Readonly<Record<string, unknown>>): CommentAttributes {
  const attributes: CommentAttributes = {}
  if (tag === 'a') {
    const href = safeHref(given.href)
    if (href !== null) attributes.href = href
  }
  if (tag === 'span' && typeof given.className === 'string' && /^tok-[a-z-]+$/.test(given.className)) attributes.className = given.className
  if ((tag === 'td' || tag === 'th') && (given.align === 'left' || given.align === 'center' || given.align === 'right'))
    attributes.align = given.align
  if (tag === 'ol' && Number.isInteger(given.start) && Number(given.start) >= 0 && Number(given.start) <= 999_999_999)
    attributes.start = Number(given.start)
  return attributes
}

/** The words of a comment without its form. */
export function commentWords(nodes: readonly CommentNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : commentWords(node.children) + (isBlock(node.tag) ? '\n' : ''))).join('')
}

/** The beginning of a comment in one line, cut at a word where there is one. */
export function excerptOf(nodes: readonly CommentNode[], charactersMax = 140): string {
  const words = commentWords(nodes).replace(/\s+/g, ' ').trim()
  if (words.length <= charactersMax) return words
  const cut = words
    .slice(0, charactersMax)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
  return `${cut.replace(/\s+\S*$/, '')}…`
}

/** What the comment is about, in one line: its first block of words, or its code where it has nothing else. */
export function openingOf(nodes: readonly CommentNode[], charactersMax: number): string {
  const first = nodes.find((node) => (typeof node === 'string' || node.tag !== 'pre') && !isWordless([node]))
  return excerptOf(first === undefined ? nodes : [first], charactersMax)
}

/** Whether there is nothing to read: no letter, digit, sign or picture sign at all. */
export function isWordless(nodes: readonly CommentNode[]): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(commentWords(nodes))
}

/** How many links lead out of the site. */
export function countOutsideLinks(nodes: readonly CommentNode[]): number {
  return nodes.reduce<number>((sum, node) => {
    if (typeof node === 'string') return sum
    const isOutside = node.tag === 'a' && node.attributes?.href !== undefined && !/^[#/]/.test(node.attributes.href)
    return sum + (isOutside ? 1 : 0) + countOutsideLinks(node.children)
  }, 0)
}

function isBlock(tag: CommentTag): boolean {
  return ['blockquote', 'br', 'hr', 'li', 'p', 'pre', 'td', 'th'].includes(tag)
}
