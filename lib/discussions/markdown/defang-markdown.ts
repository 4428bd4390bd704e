import type { Paragraph, Parents, PhrasingContent, Root, RootContent, Table } from 'mdast'

/** Short rows are filled up to the head's width when a table is drawn, so a small text could become a huge one. */
const TABLE_CELLS_MAX = 600
const DEPTH_MAX = 40

/**
 * Turns, in place, what a comment may not hold into what it may: HTML into the text that was typed, pictures into links to them,
 * headings into strong lines (a page has one outline), footnotes and boxes of task lists into text, vast tables and whatever is
 * nested too deep into their text.
 */
export function defangMarkdown(tree: Root): void {
  defangChildren(tree, 0, false)
}

function defangChildren(parent: Parents, depth: number, isInLink: boolean): void {
  // The kinds of children that a parent takes are kept by `defang`: flow becomes flow, phrasing becomes phrasing.
  parent.children = parent.children.flatMap((child) => defang(child as RootContent, parent, depth, isInLink)) as typeof parent.children
}

function defang(node: RootContent, parent: Parents, depth: number, isInLink: boolean): RootContent[] {
  if (depth > DEPTH_MAX) return [asText(node, parent)]
  switch (node.type) {
    case 'html':
      return [asText(node, parent)]
    case 'image':
    case 'imageReference': {
      const words = { type: 'text' as const, value: node.alt || 'picture' }
      if (isInLink) return [words]
      if (node.type === 'image') return [{ type: 'link', url: node.url, children: [words] }]
      return [{ type: 'linkReference', identifier: node.identifier, referenceType: node.referenceType, children: [words] }]
    }
    case 'footnoteReference':
      return [{ type: 'text', value: `[^${node.label ?? node.identifier}]` }]
    case 'footnoteDefinition':
      defangChildren(node, depth + 1, isInLink)
      return [line([{ type: 'text', value: `[^${node.label ?? node.identifier}]:` }]), ...node.children]
    case 'heading': {
      defangChildren(node, depth + 1, isInLink)
      return [line([{ type: 'strong', children: node.children }])]
    }
    case 'table':
      if (cellsOf(node) > TABLE_CELLS_MAX) return [asText(node, parent)]
      defangChildren(node, depth + 1, isInLink)
      return [node]
    case 'listItem': {
      defangChildren(node, depth + 1, isInLink)
      const box = node.checked === true ? '☑ ' : node.checked === false ? '☐ ' : null
      if (box !== null) {
        node.checked = null
        const [first] = node.children
        if (first?.type === 'paragraph') first.children.unshift({ type: 'text', value: box })
        else node.children.unshift(line([{ type: 'text', value: box }]))
      }
      return [node]
    }
    default:
      if ('children' in node) defangChildren(node, depth + 1, isInLink || node.type === 'link' || node.type === 'linkReference')
      return [node]
  }
}

/** A node as the words in it, in the form that its place takes. */
function asText(node: RootContent, parent: Parents): RootContent {
  const text = { type: 'text' as const, value: wordsOf(node) }
  return ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type) ? line([text]) : text
}

/** Walks by a list of its own: what is nested thousands of levels deep would overflow the stack. */
function wordsOf(node: RootContent): string {
  const words: string[] = []
  const open: RootContent[] = [node]
  for (let next = open.pop(); next; next = open.pop()) {
    if ('value' in next) words.push(next.value)
    else if ('alt' in next) words.push(next.alt ?? '')
    if ('children' in next) open.push(...(next.children as RootContent[]).toReversed())
  }
  return words.join(' ')
}

function line(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children }
}

function cellsOf(table: Table): number {
  return table.children.length * (table.children[0]?.children.length ?? 0)
}
