import { Fragment, type ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type CommentNode, isCommentTag, safeAttributes } from '#lib/discussions/markdown/comment-tree.ts'

/**
 * A rendered comment as elements. Tags and addresses are checked once more here, where they become active; every link says that it is a
 * reader's and lends no weight.
 */
export function CommentBody({ nodes }: { nodes: readonly CommentNode[] }) {
  return (
    <div dir="auto" className="comment-body markdown prose-flow">
      {nodes.map(draw)}
    </div>
  )
}

const ALIGNED = { left: 'text-start', center: 'text-center', right: 'text-end' }

function draw(node: CommentNode, index: number): ReactNode {
  if (typeof node === 'string') return node
  const { tag } = node
  const children = node.children.length > 0 ? node.children.map(draw) : undefined
  if (!isCommentTag(tag)) return <Fragment key={index}>{children}</Fragment>
  const { href, className, align, start } = safeAttributes(tag, node.attributes ?? {})
  switch (tag) {
    case 'a':
      if (href === undefined) return <Fragment key={index}>{children}</Fragment>
      return (
        <a key={index} href={href} rel="nofollow ugc noopener" className="link">
          {children}
        </a>
      )
    case 'pre':
      return (
        <figure key={index} className="code-block">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{children}</pre>
          <CopyButton />
        </figure>
      )
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
        <div key={index} className="table-scroll" tabIndex={0}>
          <table>{children}</table>
        </div>
      )
    case 'td':
    case 'th': {
      const Cell = tag
      return (
        <Cell key={index} className={align ? ALIGNED[align] : undefined}>
          {children}
        </Cell>
      )
    }
    case 'ol':
      return (
        <ol key={index} start={start}>
          {children}
        </ol>
      )
    case 'span':
      return (
        <span key={index} className={className}>
          {children}
        </span>
      )
    case 'br':
      return <br key={index} />
    case 'hr':
      return <hr key={index} />
    default: {
      const Tag = tag
      return <Tag key={index}>{children}</Tag>
    }
  }
}
