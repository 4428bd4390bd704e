import type { Nodes, Paragraph, PhrasingContent, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import type {} from 'remark-mdx'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { isLessonComponentName, LESSON_COMPONENT_CHILDREN, type LessonComponentName } from '../lesson-component-schema.ts'

export type FlowElement = Extract<Nodes, { type: 'mdxJsxFlowElement' }>
export type TextElement = Extract<Nodes, { type: 'mdxJsxTextElement' }>
export type Element = FlowElement | TextElement

const lessonParser = unified().use(remarkParse).use(remarkGfm).use(remarkMdx)
const markdownParser = unified().use(remarkParse).use(remarkGfm)

/**
 * The syntax tree of a lesson's prose. Nothing in it is executed or checked yet. Comments are gone, and components written
 * on one line stand as blocks, as those written on several lines do.
 * Throws the parser's VFileMessage (`line`, `reason`) where the text is not MDX.
 */
export const parseLessonTree = (body: string): Root => {
  const tree = lessonParser.parse(body)
  dropComments(tree)
  liftBlocks(tree)
  return tree
}

/** The syntax tree of plain Markdown (GFM); HTML in it stands as nodes of type `html`. Never throws. */
export const parseMarkdownTree = (markdown: string): Root => markdownParser.parse(markdown)

export const isElement = (node: Nodes): node is Element => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'

/** Text of a node and everything in it, as a reader sees it; code included. */
export const textOf = (node: Nodes): string => {
  if ('value' in node) return node.type === 'text' || node.type === 'inlineCode' || node.type === 'code' ? node.value : ''
  if (node.type === 'break') return '\n'
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

const dropComments = (tree: Root) => {
  visit(tree, ['mdxFlowExpression', 'mdxTextExpression'], (node, index, parent) => {
    if (!parent || index === undefined || !('value' in node)) return
    const isComment = node.value.replace(/\/\*[\s\S]*?\*\//g, '').trim() === ''
    if (!isComment) return
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

const isBlockComponent = (node: Nodes): node is TextElement =>
  node.type === 'mdxJsxTextElement' && isLessonComponentName(node.name) && node.name !== 'Term'

/** `<Tip>…</Tip>` on one line is parsed as part of a paragraph; a paragraph of such components alone is not one. */
const liftBlocks = (tree: Root) => {
  visit(tree, 'paragraph', (node, index, parent) => {
    if (!parent || index === undefined) return
    const parts = node.children.filter((child) => !(child.type === 'text' && child.value.trim() === ''))
    if (parts.length === 0 || !parts.every(isBlockComponent)) return
    parent.children.splice(index, 1, ...parts.map(asBlock))
    return index
  })
}

const asBlock = (element: TextElement): FlowElement => {
  const isProse = LESSON_COMPONENT_CHILDREN[element.name as LessonComponentName].holds !== 'nothing' && element.children.length > 0
  const children: FlowElement['children'] = isProse ? [asParagraph(element.children, element)] : []
  return { ...element, type: 'mdxJsxFlowElement', children }
}

const asParagraph = (children: PhrasingContent[], { position }: TextElement): Paragraph => ({
  type: 'paragraph',
  children,
  ...(position ? { position } : {}),
})
