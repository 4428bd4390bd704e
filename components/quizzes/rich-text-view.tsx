import { createElement, type ReactNode } from 'react'
import { isRichTag, isSafeHref, type RichText } from '#lib/quizzes/rich-text.ts'

/** Rendered Markdown that came as data. Tags and addresses are checked once more here, where they become elements. */
export function RichTextView({ nodes }: { nodes: readonly RichText[] }) {
  return <>{nodes.map(draw)}</>
}

function draw(node: RichText, index: number): ReactNode {
  if (typeof node === 'string') return node
  const children = node.children.length > 0 ? node.children.map(draw) : undefined
  if (!isRichTag(node.tag)) return children
  const { href, ...attributes } = node.attributes ?? {}
  return createElement(node.tag, { key: index, ...attributes, ...(href && isSafeHref(href) ? { href } : {}) }, children)
}
